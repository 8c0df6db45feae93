// Behaviour of the pages in the browser. The server holds all state.
const latchkey = (() => {
    "use strict";

    const byId = (id) => document.getElementById(id);

    /** Moves the focus; first is an id or a class. */
    const focus = (name) => (byId(name) ?? document.getElementsByClassName(name)[0])?.focus();

    const notice = (words, millis = 8000) => {
        byId("notice").textContent = words;
        setTimeout(() => { byId("notice").textContent = ""; }, millis);
    };

    const closeWhenDone = (dialog, args) => {
        if (args?.done) PF(dialog).hide();
        if (args?.said) notice(args.said);
        if (args?.invited) PF("userInvited").show();
    };

    // The button that opened a dialog or a menu. It gets the focus back even if its table was updated in the meantime; if its
    // row is gone, the page gets the focus.
    let opener = "";
    const returnFocus = () => focus(byId(opener) ? opener : "main");

    // A table has one command, or one menu, for all its rows: a field of the form tells the server which row.
    const chooseRow = (button) => { button.form.elements.row.value = button.dataset.row; };
    const menuOf = (button) => PrimeFaces.getWidgetById(button.getAttribute("aria-controls"));
    const isMenuButton = (element) => element.matches("[data-items]");
    const act = (button) => {
        chooseRow(button);
        if (!isMenuButton(button)) window[button.dataset.command]();
        else if (button.getAttribute("aria-expanded") === "true") menuOf(button).hide();
        else menuOf(button).showFor(button);
    };

    const generated = (args) => {
        if (args?.done) focus("generatedCopy");
        else if (args?.offered) focus("offeredCopy");
        else if (args?.mailed) focus("generate:name");
        else document.querySelector("#generate .ui-state-error, #generate [aria-invalid=true]")?.focus();
    };

    /** Moves the focus to the first invalid field. */
    const refused = (form) => byId(form)?.querySelector("[aria-invalid=true], .ui-state-error")?.focus();

    const said = () => focus("generate:name");

    const enable = () => document.querySelectorAll("[data-needs]").forEach((button) => {
        const field = byId(button.dataset.needs);
        const missing = field !== null && field.value.trim() === "";
        button.disabled = missing;
        button.classList.toggle("ui-state-disabled", missing);
    });

    /** Formats moments in the reader's time zone, which only the browser knows. */
    const localise = () => {
        const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "long" });
        document.querySelectorAll("time[datetime]:not([title])").forEach((time) => {
            time.title = format.format(new Date(time.dateTime));
        });
    };

    /** Opens what the server wants open. MyFaces would write "open" in any case, and its presence alone opens. */
    const unfold = () => document.querySelectorAll("details[data-open=true]").forEach((details) => {
        details.open = true;
        delete details.dataset.open;
    });

    document.addEventListener("input", enable);
    document.addEventListener("click", (event) => {
        opener = event.target.closest("[aria-haspopup]")?.id ?? opener;
        const ofRow = event.target.closest("[data-row]");
        if (ofRow) act(ofRow);
        document.querySelectorAll("details.dropdown[open]").forEach((menu) => {
            if (!menu.contains(event.target)) menu.open = false;
        });
    });
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
            document.querySelectorAll("details.dropdown[open]").forEach((menu) => {
                menu.open = false;
                menu.querySelector("summary").focus();
            });
        }
        const menu = event.key === "Tab" && event.target.closest(".ui-menu");
        if (menu) {
            const widget = PrimeFaces.getWidgetById(menu.id);
            widget.hide();
            widget.trigger.trigger("focus");
        }
        if (event.key === "ArrowDown" && isMenuButton(event.target)) {
            event.preventDefault();
            event.target.click();
        }
        if (event.key === "/" && !event.target.matches("input, select, textarea") && !document.querySelector(".ui-dialog[aria-hidden=false]")) {
            const search = document.querySelector("[data-shortcut='/']");
            if (search) {
                event.preventDefault();
                search.focus();
            }
        }
    });

    if (window.PrimeFaces) {
        // A menu that opens while it still fades out elsewhere would disappear.
        PrimeFaces.utils.disableAnimations();
        PrimeFaces.widget.TieredMenu = PrimeFaces.widget.TieredMenu.extend({
            initOverlay() {
                this.cfg.appendTo = "@(#main)";
                this._super();
            },
            bindItemEvents() {
                this._super();
                this.links.on("click", () => this.hide());
            },
            /** Opens at the button, with the items that its row allows. */
            showFor(button) {
                this.items ??= this.jq.find(".ui-menuitem").get();
                const allowed = button.dataset.items.split(" ");
                this.jq.children("ul")[0].replaceChildren(...this.items.filter((item) => allowed.includes(item.firstChild.id)));
                this.trigger = jQuery(button);
                this.cfg.pos.of = this.trigger;
                this.trigger.attr("aria-expanded", "true");
                this.show();
            },
            // Leaves the focus to the dialog that an item opens, and to what is clicked elsewhere.
            hide() {
                this.trigger.attr("aria-expanded", "false");
                this.transition.hide({ onExit: () => this.unbindPanelEvents() });
            },
        });
    }

    const refreshed = () => {
        enable();
        localise();
        unfold();
    };
    refreshed();

    if (window.jQuery) {
        const root = document.documentElement;
        jQuery(document).on("pfAjaxStart", () => root.setAttribute("aria-busy", "true"));
        jQuery(document).on("pfAjaxComplete", (event, xhr, settings, args) => {
            root.removeAttribute("aria-busy");
            if (args?.address) history.replaceState(null, "", location.pathname + (args.address === "?" ? "" : args.address));
            refreshed();
        });
        jQuery(document).on("pfAjaxError", (event, xhr) => {
            root.removeAttribute("aria-busy");
            // access was lost: the error page explains it
            if (xhr?.status === 403) shownOnce.leave(document, () => location.reload());
            else notice(document.body.dataset[xhr?.status ? "failed" : "offline"]);
        });
    }

    return { closeWhenDone, focus, generated, notice, refused, returnFocus, said, opener: () => opener };
})();
