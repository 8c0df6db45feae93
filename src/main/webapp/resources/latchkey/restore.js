// After the view or the session has expired: reloads the page and restores the input.
(() => {
    "use strict";

    const PLACE = "latchkey.typed";
    const SECRET = /lk[ugp]_/;
    const FIELDS = "form[method=post] :is(input, select, textarea):not([type=hidden], [type=password], [type=file], [type=submit], [data-secret])";

    const byId = (id) => document.getElementById(id);
    const reader = document.body.dataset.login;

    // Only what the reader has typed, as the rest of a form may have changed. Skips ids with a number, which belong to a row
    // that may differ after the reload.
    const typed = new Set();
    const note = (event) => {
        if (event.target.matches(FIELDS) && !/:\d+:/.test(event.target.id)) typed.add(event.target.id);
    };
    document.addEventListener("input", note);
    document.addEventListener("change", note);
    const fields = () => [...typed].map(byId)
        .filter((field) => field?.checkVisibility() && !SECRET.test(field.value))
        .map((field) => ({ id: field.id, value: field.type === "checkbox" ? field.checked : field.value }));

    // The item of a menu that opened the dialog, if any.
    let item = null;

    /** @param {boolean} lost whether the view is known to have expired */
    const remember = (lost) => sessionStorage.setItem(PLACE, JSON.stringify({
        reader,
        lost,
        path: location.pathname,
        query: location.search,
        opener: document.querySelector(".ui-dialog[aria-hidden=false]") && { button: latchkey.opener(), item },
        fields: fields(),
    }));

    const answered = async () => {
        do await new Promise((done) => { setTimeout(done, 50); }); while (window.PrimeFaces?.ajax.Queue.isEmpty() === false);
    };
    const fill = async ({ id, value }) => {
        const field = byId(id);
        if (!field?.checkVisibility()) return false;
        if (field.type === "checkbox") field.checked = value;
        else field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        await answered();
        return true;
    };
    let restoring = false;
    const restore = async (stored) => {
        restoring = true;
        let whole = true;
        if (stored.opener !== null) {
            const button = byId(stored.opener.button);
            button?.click();
            await answered();
            const item = stored.opener.item === null ? button : button && byId(stored.opener.item);
            if (item !== button) item?.click();
            await answered();
            whole = item !== null;
        }
        if (whole) for (const field of stored.fields) whole = await fill(field) && whole;
        restoring = false;
        latchkey.notice(document.body.dataset[whole ? "restored" : "lost"], 20_000);
    };

    addEventListener("load", () => {
        const stored = JSON.parse(sessionStorage.getItem(PLACE));
        if (stored === null) return;
        const back = () => {
            sessionStorage.setItem(PLACE, JSON.stringify({ ...stored, lost: true }));
            location.replace(stored.path + stored.query);
        };
        if (document.querySelector("[data-expired]")) back();
        else if (reader || !stored.lost) {
            sessionStorage.removeItem(PLACE);
            if (!stored.lost || stored.reader !== reader || stored.path !== location.pathname) return;
            if (stored.query !== location.search) back();
            // PrimeFaces starts when jQuery is ready, possibly later; an earlier command would lack the nonce
            else if (window.PrimeFaces) jQuery(() => restore(stored));
            else restore(stored);
        }
    });

    if (!reader) return;
    document.addEventListener("submit", (event) => {
        if (event.target.method === "post" && !event.defaultPrevented) remember(false);
    });
    // not every page has PrimeFaces
    if (!window.PrimeFaces) return;
    jQuery(document).on("pfAjaxSend", (event, xhr, { source }) => {
        const command = byId(typeof source === "string" ? source : source.id);
        if (command && !command.closest(".ui-dialog")) item = command.matches(".ui-menuitem-link") ? command.id : null;
    });
    const processor = PrimeFaces.ajax.ResponseProcessor;
    const { doUpdate, doRedirect } = processor;
    processor.doUpdate = (node, ...others) => {
        const isExpired = node.getAttribute("id") === PrimeFaces.VIEW_ROOT && node.textContent.includes("data-expired");
        if (isExpired && !restoring) {
            remember(true);
            shownOnce.leave(document, () => location.replace(location.pathname + location.search));
        } else {
            doUpdate.call(processor, node, ...others);
        }
    };
    processor.doRedirect = (node) => {
        if (node.getAttribute("url").includes("/authentication/sign-in?from=")) remember(true);
        doRedirect.call(processor, node);
    };
})();
