// Sends a command once, even if its button is clicked twice, held down, or clicked again before the response. The one-time key
// of a form lets the server recognize a repeated command; only a response renews it.
(() => {
    "use strict";

    const renew = () => document.querySelectorAll("input[name='latchkey.once']").forEach((key) => {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        key.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    });

    // The second half of a double click must not hit an element that appeared after the first.
    let pressed = null;
    document.addEventListener("click", (event) => {
        const command = event.target.closest("button, input[type=submit], .ui-menuitem-link");
        if (event.detail <= 1) {
            pressed = command;
        } else if (command !== null && command !== pressed && !command.matches("[data-again]")) {
            event.preventDefault();
            event.stopImmediatePropagation();
        }
    }, true);

    // Ignores key repeat.
    document.addEventListener("keydown", (event) => {
        if (event.repeat && event.key === "Enter") event.preventDefault();
    }, true);

    // Full-page forms: the browser would abandon the first response for the second.
    const MILLIS_TO_WAIT = 10_000;
    const sent = new WeakMap();
    let replaced = -Infinity;
    document.addEventListener("submit", (event) => {
        const now = performance.now();
        if (now - (sent.get(event.target) ?? -Infinity) < MILLIS_TO_WAIT) event.preventDefault();
        else if (!event.defaultPrevented) {
            sent.set(event.target, now);
            replaced = now;
        }
    });
    addEventListener("pageshow", (event) => {
        if (event.persisted) {
            renew();
            document.querySelectorAll("form").forEach((form) => sent.delete(form));
            replaced = -Infinity;
        }
    });

    if (!window.PrimeFaces) return;

    // PrimeFaces itself sets the nonce only when the page is complete. It sends a command that is clicked before then without
    // it, and the server fails.
    PrimeFaces.csp.init(document.currentScript.nonce);

    // PrimeFaces would queue the second request, and read the form after the first response has changed it.
    const source = (request) => typeof request.source === "string" ? request.source : request.source.id;
    const isCommand = (request) => !request.event;
    const queue = PrimeFaces.ajax.Queue;
    const offer = queue.offer;
    queue.offer = function (request) {
        const underWay = this.requests.some((other) => isCommand(other) && source(other) === source(request));
        if (!isCommand(request) || !underWay) offer.call(this, request);
    };

    // A page that is being replaced sends no more requests and follows no other redirect. A change of the password ends the
    // session, so a late request would lead the browser to the sign-in page before it has its new session.
    const isReplaced = () => performance.now() - replaced < MILLIS_TO_WAIT;
    const requests = PrimeFaces.ajax.Request;
    const send = requests.send;
    requests.send = (request) => {
        if (isReplaced()) queue.poll();
        else send.call(requests, request);
    };
    const processor = PrimeFaces.ajax.ResponseProcessor;
    const redirect = processor.doRedirect;
    processor.doRedirect = (node) => {
        if (isReplaced()) return;
        replaced = Infinity;
        redirect.call(processor, node);
    };

    // Disabling the button would lose the focus, and PrimeFaces would not enable it again after a failure.
    const mark = (request, busy) => {
        const command = document.getElementById(source(request));
        if (!command?.matches("button, .ui-menuitem-link")) return;
        command.setAttribute("aria-disabled", busy);
        const widget = PrimeFaces.getWidgetById(command.id);
        if (widget) widget.cfg.disableOnAjax = false;
    };
    jQuery(document).on("pfAjaxSend", (event, xhr, request) => mark(request, true));
    jQuery(document).on("pfAjaxUpdated", renew);
    jQuery(document).on("pfAjaxComplete", (event, xhr, request) => mark(request, false));
})();
