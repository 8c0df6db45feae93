package dev.latchkey.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of a server, as its JVM reports it over JMX. */
final class ServerMemory {

    private final MemoryMXBean memory;

    private ServerMemory(MBeanServerConnection connection) throws IOException {
        memory = ManagementFactory.newPlatformMXBeanProxy(
                connection, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    @SuppressWarnings("BanJNDI") // the address comes from a process that the benchmark started
    static ServerMemory of(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                var address = new JMXServiceURL(machine.startLocalManagementAgent());
                return new ServerMemory(JMXConnectorFactory.connect(address).getMBeanServerConnection());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** The maximum heap in bytes. The JVM reports peaks only per pool, and pools peak at different moments. */
    long most() {
        return memory.getHeapMemoryUsage().getMax();
    }

    /** Heap in use after a garbage collection, in bytes. */
    long live() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
