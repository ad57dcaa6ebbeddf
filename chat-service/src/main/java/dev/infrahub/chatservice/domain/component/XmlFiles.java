package dev.infrahub.chatservice.domain.component;

import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A project of Maven or of .NET: what it is called and needs. Nothing outside the file is read. */
final class XmlFiles {

    private static final XMLInputFactory FACTORY = factory();

    private XmlFiles() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** What was found before a fault in the file stays. */
    static void read(SourceFile file, Found found) {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(file.content()));
            if (file.name().equals("pom.xml")) {
                pom(xml, found);
            } else {
                project(xml, found);
            }
        } catch (XMLStreamException _) {
            found.limit("Not all of a project file could be read.");
        }
    }

    private static void pom(XMLStreamReader xml, Found found) throws XMLStreamException {
        found.tag("java");
        found.tag("maven");
        String group = "";
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    String name = xml.getLocalName();
                    if (name.equals("groupId")) {
                        group = xml.getElementText().strip();
                        depth--;
                    } else if (name.equals("artifactId")) {
                        Technologies.named(
                                "maven", group + ":" + xml.getElementText().strip(), found);
                        depth--;
                    } else if (name.equals("description") && depth == 2) {
                        found.say(Found.Says.PACKAGE, xml.getElementText());
                        depth--;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // text between elements
                }
            }
        }
    }

    private static void project(XMLStreamReader xml, Found found) throws XMLStreamException {
        found.tag("dotnet");
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "Project" -> attribute(xml, "Sdk").ifPresent(sdk -> kind(sdk, found));
                case "PackageReference" ->
                    attribute(xml, "Include").ifPresent(name -> Technologies.named("nuget", name, found));
                case "Description" -> found.say(Found.Says.PACKAGE, xml.getElementText());
                default -> {
                    // says nothing of what it is
                }
            }
        }
    }

    private static void kind(String sdk, Found found) {
        switch (sdk.toLowerCase(Locale.ROOT)) {
            case "microsoft.net.sdk.web" -> {
                found.tag("aspnetcore");
                found.kind("an ASP.NET Core service");
            }
            case "microsoft.net.sdk.worker" -> found.kind("a .NET worker");
            default -> {
                // a library, or something else of .NET
            }
        }
    }

    private static Optional<String> attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }
}
