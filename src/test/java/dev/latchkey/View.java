package dev.latchkey;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A parsed XHTML file of the application. */
record View(String name, Document document) {

    static final Path WEBAPP = Path.of("src/main/webapp");

    private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{((?:'[^']*'|\"[^\"]*\"|[^}'\"])*)}");
    private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private static final String HTML = "http://www.w3.org/1999/xhtml";

    /** Elements that pass values on and show nothing. */
    private static final Set<String> VALUES = Set.of("attribute", "option", "param", "set");

    // A name that is not a property, a method, or the prefix of a function.
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[A-Za-z_]\\w*+(?!:\\w+\\()");

    /** A piece of text and its place in the file. */
    record Text(String place, String words) {}

    static List<View> all() throws IOException {
        try (Stream<Path> files = Files.walk(WEBAPP)) {
            return files.filter(file -> file.toString().endsWith(".xhtml"))
                    .sorted()
                    .map(View::read)
                    .toList();
        }
    }

    static View read(Path file) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            var document = factory.newDocumentBuilder().parse(file.toFile());
            return new View(WEBAPP.relativize(file).toString(), document);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The first folder of the path; empty for a file in the root. */
    String folder() {
        return name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
    }

    /** The EL expressions, without their braces. */
    List<String> expressions() {
        var texts = new ArrayList<String>();
        for (var element : elements()) {
            attributes(element).forEach(attribute -> texts.add(attribute.getNodeValue()));
            texts.addAll(ownTexts(element));
        }
        return texts.stream()
                .flatMap(text -> EXPRESSION.matcher(text).results())
                .map(found -> found.group(1))
                .toList();
    }

    /** The names with which EL expressions begin, including EL's keywords. */
    Set<String> names() {
        return expressions().stream()
                .map(expression -> STRING.matcher(expression).replaceAll("''"))
                .flatMap(expression -> NAME.matcher(expression).results())
                .map(MatchResult::group)
                .collect(toSet());
    }

    /** The names that this file defines: loop variables and template parameters. */
    Set<String> ownNames() {
        var names = Stream.of("var", "varStatus")
                .flatMap(attribute -> elements().stream().map(element -> element.getAttribute(attribute)));
        var parameters = elements().stream()
                .filter(element -> element.getLocalName().equals("param"))
                .map(element -> element.getAttribute("name"));
        return Stream.concat(names, parameters).filter(name -> !name.isEmpty()).collect(toSet());
    }

    /** The text outside EL expressions, between tags and in attributes of these names. */
    List<Text> texts(Set<String> visibleAttributes) {
        var texts = new ArrayList<Text>();
        for (var element : elements()) {
            var place = name + ", <" + element.getTagName();
            ownTexts(element).forEach(text -> texts.add(new Text(place + ">", text)));
            if (VALUES.contains(element.getLocalName())) {
                continue;
            }
            attributes(element)
                    .filter(attribute -> visibleAttributes.contains(attribute.getLocalName()))
                    .forEach(attribute ->
                            texts.add(new Text(place + " " + attribute.getNodeName() + ">", attribute.getNodeValue())));
        }
        return texts.stream()
                .map(text -> new Text(
                        text.place(),
                        EXPRESSION.matcher(text.words()).replaceAll("").strip()))
                .filter(text -> !text.words().isEmpty())
                .toList();
    }

    /** The attributes of HTML elements, components or not, and their places. */
    List<Text> attributesOfHtml() {
        return elements().stream()
                .filter(element -> HTML.equals(element.getNamespaceURI()))
                .flatMap(element -> attributes(element)
                        .map(attribute -> new Text(
                                name + ", <" + element.getTagName() + " " + attribute.getNodeName() + ">",
                                attribute.getNodeValue())))
                .toList();
    }

    /** The text content of the elements with this name. */
    Set<String> textsOf(String element) {
        return elements().stream()
                .filter(found -> found.getLocalName().equals(element))
                .map(Element::getTextContent)
                .collect(toSet());
    }

    private List<Element> elements() {
        return nodes(document.getElementsByTagName("*"))
                .map(Element.class::cast)
                .toList();
    }

    private static List<String> ownTexts(Element element) {
        return nodes(element.getChildNodes())
                .filter(node -> node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE)
                .map(Node::getNodeValue)
                .toList();
    }

    private static Stream<Node> attributes(Element element) {
        var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength()).mapToObj(attributes::item);
    }

    private static Stream<Node> nodes(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(list::item);
    }
}
