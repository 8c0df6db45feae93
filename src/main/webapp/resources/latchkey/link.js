// The secret of a one-time link is in the fragment of its address, which no server sees. Moves it into the form, so that it stays
// neither in the address nor in the history, and shows what the link offers. Only the reader claims it.
(() => {
    "use strict";

    const code = document.getElementById("code");
    const take = () => {
        if (location.hash.length <= 1) return;
        if (code === null) {
            // The query makes it another address than this page's, so that the browser loads it.
            location.replace(location.pathname + "?" + location.hash);
            return;
        }
        code.value = location.hash.slice(1);
        history.replaceState(null, "", location.pathname);
        code.form.requestSubmit(code.form.querySelector("[type=submit]"));
    };
    take();
    // pasted into the address of the open page
    addEventListener("hashchange", take);
})();
