// A command is sent once, however it is pressed: twice, held down, or again while the answer is on its way. Each form has a key
// by which the server tells a command that is sent again from another one; it is renewed by an answer, and only by an answer.
(() => {
    "use strict";

    const renew = () => document.querySelectorAll("input[name='latchkey.once']").forEach((key) => {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        key.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    });

    // The second click of two that belong together is for what the first one has hit, and for nothing that came to be there since.
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

    // A key that is held down is pressed once.
    document.addEventListener("keydown", (event) => {
        if (event.repeat && event.key === "Enter") event.preventDefault();
    }, true);

    // Forms that lead to another page: the browser would give up the first answer for the second.
    const MILLIS_TO_WAIT = 10_000;
    const sent = new WeakMap();
    document.addEventListener("submit", (event) => {
        const now = performance.now();
        if (now - (sent.get(event.target) ?? -Infinity) < MILLIS_TO_WAIT) event.preventDefault();
        else if (!event.defaultPrevented) sent.set(event.target, now);
    });
    addEventListener("pageshow", (event) => {
        if (event.persisted) {
            renew();
            document.querySelectorAll("form").forEach((form) => sent.delete(form));
        }
    });

    if (!window.PrimeFaces) return;

    // PrimeFaces would queue the second request and read the form when it sends it, by then with the answer to the first in it.
    const source = (request) => typeof request.source === "string" ? request.source : request.source.id;
    const isCommand = (request) => !request.event;
    const queue = PrimeFaces.ajax.Queue;
    const offer = queue.offer;
    queue.offer = function (request) {
        const underWay = this.requests.some((other) => isCommand(other) && source(other) === source(request));
        if (!isCommand(request) || !underWay) offer.call(this, request);
    };

    // The command keeps the focus, as it would not if it were disabled; PrimeFaces would not enable it again after a failure.
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
