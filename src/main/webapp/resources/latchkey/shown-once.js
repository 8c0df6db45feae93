// Values that are shown once. Moves them out of the reach of later updates, so that only the reader can dismiss them, and asks
// before the reader loses a value that was not copied.
const shownOnce = (() => {
    "use strict";

    const PLACE = ".shown-once";
    const VALUE = ".generated";
    const AT_STAKE = `${VALUE}:not([data-copied], [data-given-up])`;

    const field = (value) => value.querySelector("input");
    const words = (value) => value.querySelector("[role=status]");
    const atStake = (within) => [...(within.matches?.(AT_STAKE) ? [within] : within.querySelectorAll(AT_STAKE))];

    /** Removes the ids of earlier values, which the new one reuses. */
    const keep = () => document.querySelectorAll(PLACE).forEach((place) => {
        const kept = place.querySelector(".kept");
        const fresh = place.querySelector(`:scope > :not(.kept) ${VALUE}`);
        if (fresh === null) return;
        kept.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
        kept.prepend(fresh);
    });

    const copied = (value) => {
        const button = value.querySelector("[data-copied]");
        value.dataset.copied = "";
        words(value).textContent = "";
        button.dataset.label ??= button.textContent;
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = button.dataset.label; }, 3000);
    };

    /** For pages without TLS, which have no clipboard API. */
    const copyByCommand = (text) => {
        let taken = false;
        const take = (event) => {
            event.clipboardData.setData("text/plain", text);
            event.preventDefault();
            event.stopImmediatePropagation();
            taken = true;
        };
        document.addEventListener("copy", take, true);
        const done = document.execCommand("copy");
        document.removeEventListener("copy", take, true);
        return done && taken;
    };

    /** Counts as copied only if the browser confirms it. */
    const copy = async (value) => {
        const text = field(value).value;
        const written = await navigator.clipboard?.writeText(text).then(() => true, () => false);
        if (written || copyByCommand(text)) {
            copied(value);
        } else {
            words(value).textContent = words(value).dataset.failed;
            field(value).select();
        }
    };

    // copied by keyboard or browser menu
    document.addEventListener("copy", (event) => {
        const value = event.target.closest?.(VALUE);
        const input = value && field(value);
        if (input && input === event.target && input.selectionStart === 0 && input.selectionEnd === input.value.length) copied(value);
    });

    // The action that the question interrupted.
    let wanted = null;

    const stay = (place) => {
        place.querySelector(".leaving").hidden = true;
        atStake(place)[0]?.querySelector("[data-copied]").focus();
    };

    /** Runs an action that removes the values within an element, after confirmation if they were not copied. */
    const leave = (within, proceed) => {
        const values = atStake(within);
        if (values.length === 0) {
            proceed();
            return;
        }
        const place = values[0].closest(PLACE);
        const question = place.querySelector(".leaving");
        if (question.hidden) {
            wanted = { values, proceed };
            question.hidden = false;
            question.querySelector("[data-stay]").focus();
        } else {
            stay(place);
        }
    };

    document.addEventListener("click", (event) => {
        const button = event.target.closest(`${PLACE} button`);
        if (button === null) return;
        const place = button.closest(PLACE);
        const value = button.closest(VALUE);
        if ("copied" in button.dataset) {
            copy(value);
        } else if ("dismiss" in button.dataset) {
            leave(value, () => {
                value.remove();
                place.focus();
            });
        } else if ("stay" in button.dataset) {
            stay(place);
        } else if ("leave" in button.dataset) {
            place.querySelector(".leaving").hidden = true;
            wanted.values.forEach((given) => { given.dataset.givenUp = ""; });
            wanted.proceed();
        }
    });

    // Links, forms and redirects leave the page; the browser asks about other ways.
    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[href]");
        const elsewhere = link === null || link.target || link.hasAttribute("download") || link.getAttribute("href").startsWith("#");
        if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey || atStake(document).length === 0) return;
        event.preventDefault();
        leave(document, () => location.assign(link.href));
    });
    document.addEventListener("submit", (event) => {
        if (event.defaultPrevented || atStake(document).length === 0) return;
        const { target, submitter } = event;
        event.preventDefault();
        event.stopImmediatePropagation();
        leave(document, () => target.requestSubmit(submitter));
    }, true);
    addEventListener("beforeunload", (event) => {
        if (atStake(document).length > 0) event.preventDefault();
    });

    if (window.PrimeFaces) {
        jQuery(document).on("pfAjaxUpdated", keep);

        const processor = PrimeFaces.ajax.ResponseProcessor;
        const redirect = processor.doRedirect;
        processor.doRedirect = (node) => leave(document, () => redirect.call(processor, node));

        const dialog = PrimeFaces.widget.Dialog?.prototype;
        const hide = dialog?.hide;
        if (dialog) dialog.hide = function (duration) { leave(this.jqEl, () => hide.call(this, duration)); };
    }

    return { leave };
})();
