package dev.latchkey.user.web;

import dev.latchkey.platform.web.DialogForm;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.NewServiceAccount;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.ServiceAccountService;
import dev.latchkey.user.ServiceAccountUpdate;
import dev.latchkey.user.User;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/**
 * The dialog that creates or edits a service account. If it has changed since the dialog opened, the dialog says so before
 * it overwrites the change.
 */
@Named
@PageScoped
public class ServiceAccountEditView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient ServiceAccountService accounts;

    /** Null for a new one. */
    private @Nullable SeenUser seen;

    /** When the dialog opened. */
    private String owner = "";

    private List<String> groups = List.of();
    private String login = "";
    private String name = "";
    private String group = "";

    public void openNew() {
        DialogForm.reset("editAccountForm");
        show(null, "", "", "");
    }

    /** Opens with current details; those of the table may be outdated. */
    public void open(SeenUser shown) {
        DialogForm.reset("editAccountForm");
        show(accounts.get(shown));
    }

    void show(User account) {
        show(SeenUser.of(account), account.login(), account.name(), account.ownerName());
    }

    private void show(@Nullable SeenUser account, String itsLogin, String itsName, String itsGroup) {
        seen = account;
        var choices = new TreeSet<>(accounts.owners());
        if (!itsGroup.isEmpty()) {
            choices.add(itsGroup);
        }
        groups = List.copyOf(choices);
        login = itsLogin;
        name = itsName;
        owner = itsGroup;
        group = itsGroup;
    }

    /** After a conflict, saving again overwrites: the reader has seen the other change. */
    public void save() {
        var account = seen;
        var refused = account == null
                ? PageErrors.report(() -> accounts.create(new NewServiceAccount(login, name, group)))
                : PageErrors.report(
                        () -> accounts.update(account, update()), () -> seen = SeenUser.of(accounts.get(account)));
        if (!refused) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    /** Names the owner only if the reader has chosen another: who only renames undoes no handover. */
    ServiceAccountUpdate update() {
        return new ServiceAccountUpdate(name, group.equals(owner) ? null : group, null);
    }

    public boolean isExists() {
        return seen != null;
    }

    /** The names of the groups that may own it. */
    public List<String> getGroups() {
        return groups;
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(String group) {
        this.group = group;
    }
}
