package dev.latchkey.provisioning.web;

import dev.latchkey.provisioning.ImportLine;
import dev.latchkey.user.ProvisioningResult.Outcome;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** A line of the preview, with errors in the reader's language. */
public record ImportRow(
        int number, String login, String name, String email, String groups, Outcome outcome, List<String> faults)
        implements Serializable {

    static ImportRow of(ImportLine line, Locale locale) {
        return new ImportRow(
                line.number(),
                line.login(),
                line.name(),
                line.email(),
                line.groups(),
                line.outcome(),
                line.faults().stream().map(fault -> fault.in(locale)).toList());
    }
}
