package dev.latchkey.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of a server, as its own JVM tells of it. */
final class ServerMemory {

    private final MemoryMXBean memory;
    private final List<MemoryPoolMXBean> heap;

    private ServerMemory(MBeanServerConnection connection) throws IOException {
        memory = ManagementFactory.newPlatformMXBeanProxy(
                connection, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        heap = ManagementFactory.getPlatformMXBeans(connection, MemoryPoolMXBean.class).stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    @SuppressWarnings("BanJNDI") // the address comes from a process of our own
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

    /** From now on another peak counts. */
    void begin() {
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** The most that was used since, garbage included, in bytes. */
    long peak() {
        return heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    /** What is left after a garbage collection, in bytes. */
    long live() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
