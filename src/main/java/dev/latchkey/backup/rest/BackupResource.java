package dev.latchkey.backup.rest;

import dev.latchkey.backup.BackupService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Backs up the embedded database. */
@Path("system/backup")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BackupResource {

    @EJB
    BackupService backups;

    /** The folder of the backup on the server. */
    public record Made(String folder) {}

    @POST
    public Made make() {
        return new Made(backups.make().toString());
    }
}
