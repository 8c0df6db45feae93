package dev.latchkey.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * How calls slow down while the database grows, as a table and a curve. A slowdown of 2 means half of the rate with the
 * fewest tokens; rates are compared as parts of the rate of a bare servlet at the same time.
 */
final class Growth {

    /** By call, then by number of tokens, the part of the rate of a bare servlet. */
    private final Map<String, Map<Integer, Double>> parts = new LinkedHashMap<>();

    void add(int tokens, List<Report.Row> measured) {
        for (var row : measured) {
            if (!row.call().startsWith("constant")) {
                parts.computeIfAbsent(row.call(), call -> new TreeMap<>()).put(tokens, row.ofServlet());
            }
        }
    }

    /** Writes {@code name.md} and {@code name.png}. */
    void write(Path name) throws IOException {
        var sizes = List.copyOf(parts.values().iterator().next().keySet());
        var lines = new ArrayList<String>();
        lines.add(sizes.stream()
                .map(tokens -> String.format(Locale.ROOT, "%,d tokens", tokens))
                .collect(Collectors.joining(" | ", "| call | ", " |")));
        lines.add("|---" + "|--:".repeat(sizes.size()) + "|");
        var chart = new XYChartBuilder()
                .width(900)
                .height(500)
                .xAxisTitle("tokens")
                .yAxisTitle("slowdown")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setXAxisDecimalPattern("#,##0")
                .setYAxisMin(0.0)
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE);
        for (var call : parts.entrySet()) {
            var rates = List.copyOf(call.getValue().values());
            var slowdowns = rates.stream().map(rate -> rates.get(0) / rate).toList();
            lines.add(slowdowns.stream()
                    .map(slowdown -> String.format(Locale.ROOT, "%.2f", slowdown))
                    .collect(Collectors.joining(" | ", "| " + call.getKey() + " | ", " |")));
            chart.addSeries(call.getKey(), sizes, slowdowns);
        }
        var text = String.join("\n", lines) + "\n";
        System.out.println("\n" + text);
        Files.writeString(Path.of(name + ".md"), text);
        Files.write(Path.of(name + ".png"), ChartEncoder.getBytes(chart, "png"));
    }
}
