package org.yuanjian.camera.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/// The official schemas of ONVIF, which lie beside the repository on development machines. What
/// they take from W3C and OASIS stands in the test resources, as far as it is used.
final class OnvifSchemas {
    private static final Path FOLDER =
            Path.of(System.getProperty("yuanjian.root", ".."), "../shared/onvif/wsdl");
    private static final String FULL_CHECKING =
            "http://apache.org/xml/features/validation/schema-full-checking";
    private static final List<String> SERVICES =
            List.of(
                    "ver10/device/wsdl/devicemgmt.wsdl",
                    "ver10/media/wsdl/media.wsdl",
                    "ver20/media/wsdl/media.wsdl",
                    "ver20/ptz/wsdl/ptz.wsdl",
                    "ver20/imaging/wsdl/imaging.wsdl",
                    "ver10/events/wsdl/event.wsdl");
    private static final Map<String, String> OTHERS =
            Map.of(
                    "http://www.w3.org/2005/05/xmlmime", "xmlmime.xsd",
                    "http://www.w3.org/2004/08/xop/include", "xop.xsd",
                    "http://www.w3.org/2003/05/soap-envelope", "soap.xsd",
                    "http://www.w3.org/2005/08/addressing", "addressing.xsd",
                    "http://docs.oasis-open.org/wsn/t-1", "topics.xsd",
                    "http://docs.oasis-open.org/wsn/b-2", "notification.xsd");

    private OnvifSchemas() {}

    static boolean areHere() {
        return Files.isDirectory(FOLDER);
    }

    static Schema load() throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        // The official schemas are ambiguous in places, by the letter of XML Schema.
        factory.setFeature(FULL_CHECKING, false);
        DOMImplementationLS dom =
                (DOMImplementationLS)
                        builder()
                                .newDocumentBuilder()
                                .getDOMImplementation()
                                .getFeature("LS", "3.0");
        factory.setResourceResolver(
                (type, namespace, publicId, systemId, base) -> other(dom, namespace));
        List<Source> sources = new ArrayList<>();
        for (String service : SERVICES) {
            sources.add(types(FOLDER.resolve(service)));
        }
        return factory.newSchema(sources.toArray(Source[]::new));
    }

    private static @org.jspecify.annotations.Nullable LSInput other(
            DOMImplementationLS dom, String namespace) {
        String file = OTHERS.get(namespace);
        if (file == null) {
            return null;
        }
        InputStream in = OnvifSchemas.class.getResourceAsStream(file);
        LSInput input = dom.createLSInput();
        input.setByteStream(Objects.requireNonNull(in));
        input.setSystemId("resource:" + file);
        return input;
    }

    /// The schema within a WSDL, with the prefixes that are declared around it.
    private static Source types(Path wsdl)
            throws ParserConfigurationException, IOException, SAXException {
        Document document = builder().newDocumentBuilder().parse(wsdl.toFile());
        Element schema =
                (Element)
                        document.getElementsByTagNameNS(
                                        XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema")
                                .item(0);
        var around = document.getDocumentElement().getAttributes();
        for (int i = 0; i < around.getLength(); i++) {
            Attr attribute = (Attr) around.item(i);
            if (attribute.getName().startsWith("xmlns")
                    && !schema.hasAttribute(attribute.getName())) {
                schema.setAttributeNS(
                        XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                        attribute.getName(),
                        attribute.getValue());
            }
        }
        return new DOMSource(schema, wsdl.toUri().toString());
    }

    /// The operation within the envelope of a request.
    static Source operation(String envelope) throws Exception {
        Document document =
                builder()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)));
        Node body = document.getElementsByTagNameNS(FakeDevice.SOAP_1_2, "Body").item(0);
        return new DOMSource(body.getFirstChild());
    }

    private static DocumentBuilderFactory builder() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory;
    }
}
