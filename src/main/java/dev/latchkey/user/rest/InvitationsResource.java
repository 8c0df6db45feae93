package dev.latchkey.user.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.link.Delivery;
import dev.latchkey.link.Invitations;
import dev.latchkey.link.OneTimeLink;
import dev.latchkey.platform.Settings;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.NewUser;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Lets users choose their passwords with a link. */
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class InvitationsResource {

    @EJB
    Invitations invitations;

    @Inject
    Settings settings;

    /**
     * An invitation; the only response with the link.
     *
     * @param link null if it goes by mail
     */
    public record Invited(
            String login, String lapsesAt, @Nullable String link) {

        static Invited of(OneTimeLink invitation, @Nullable String url) {
            return new Invited(invitation.user().login(), format(invitation.lapsesAt()), url);
        }

        /** Omits the link. */
        @Override
        public String toString() {
            return "Invited[login=" + login + ']';
        }
    }

    /**
     * @param name of a user to be created; null to invite one who exists
     * @param email of the user to be created; only with a name
     * @param mail whether Latchkey mails the link to the user, so that the caller does not see it
     */
    @POST
    @Path("invite")
    public Invited invite(
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("name") @Nullable String name,
            @FormParam("email") @Nullable String email,
            @FormParam("mail") @Nullable Boolean mail,
            @Context UriInfo uri) {
        if (name == null && email != null) {
            throw new InvalidException("name", "api.invite.name");
        }
        var created = name == null ? null : new NewUser(login, name, email == null ? "" : email, null);
        var delivery = Delivery.of(mail);
        var issued = created == null ? invitations.invite(login, delivery) : invitations.create(created, delivery);
        var base = settings.baseUrl()
                .orElseGet(() -> uri.getBaseUri().resolve("..").toString());
        return Invited.of(issued.link(), issued.url(base).orElse(null));
    }
}
