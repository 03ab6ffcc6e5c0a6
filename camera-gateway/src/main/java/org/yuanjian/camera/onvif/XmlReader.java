package org.yuanjian.camera.onvif;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.MissingResourceException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads what devices call XML: no document type, no external entity, bounded depth and number of
/// elements, any prefixes. Safe from any thread.
final class XmlReader {
    private static final int MAX_DEPTH = 48;
    private static final int MAX_ELEMENTS = 40_000;
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final XMLInputFactory FACTORY = factory();

    private final Map<String, String> localNames = new HashMap<>();
    private int elements;

    private XmlReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Prefixes that were never declared would else end the reading.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /// @return the outermost element
    static XmlNode read(byte[] document) throws OnvifException {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(text(document)));
            try {
                return new XmlReader().document(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | MissingResourceException e) {
            // The JDK lacks the words for a control character in a document type.
            throw new OnvifException(OnvifException.Kind.MALFORMED, "not XML", e);
        }
    }

    /// UTF-8 whatever the document says of itself; where it is not, the device writes Chinese as GB
    /// 18030.
    private static String text(byte[] document) {
        Charset charset = StandardCharsets.UTF_8;
        if (document.length >= 2 && (document[0] & 0xFF) + (document[1] & 0xFF) == 0xFE + 0xFF) {
            charset = StandardCharsets.UTF_16;
        }
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(document)).toString();
        } catch (CharacterCodingException e) {
            text = new String(document, GB18030);
        }
        int start = text.indexOf('<');
        return start < 0 ? "" : text.substring(start);
    }

    private XmlNode document(XMLStreamReader xml) throws XMLStreamException, OnvifException {
        Deque<XmlNode> open = new ArrayDeque<>();
        XmlNode root = null;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlNode node = element(xml, open.size());
                    if (root == null) {
                        root = node;
                    } else {
                        open.element().add(node);
                    }
                    open.push(node);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty() && !xml.isWhiteSpace()) {
                        open.element().addText(xml.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw OnvifException.malformed("a document type or an entity");
                default -> {
                    // Comments and instructions say nothing.
                }
            }
        }
        if (root == null) {
            throw OnvifException.malformed("an empty document");
        }
        return root;
    }

    private XmlNode element(XMLStreamReader xml, int depth) throws OnvifException {
        elements++;
        if (depth >= MAX_DEPTH || elements > MAX_ELEMENTS) {
            throw OnvifException.malformed("too many elements, or too deep");
        }
        Map<String, String> attributes = Map.of();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            if (name.startsWith("xmlns")) {
                continue;
            }
            if (attributes.isEmpty()) {
                attributes = new HashMap<>(4);
            }
            attributes.put(local(name), xml.getAttributeValue(i));
        }
        return new XmlNode(local(xml.getLocalName()), attributes);
    }

    private String local(String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? name
                : localNames.computeIfAbsent(name, whole -> whole.substring(colon + 1));
    }
}
