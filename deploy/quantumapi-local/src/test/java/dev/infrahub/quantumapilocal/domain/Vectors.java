package dev.infrahub.quantumapilocal.domain;

import dev.infrahub.testkit.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Wycheproof's vectors: each test with its group. */
record Vectors(List<Case> cases) {

    /** One test of one group. */
    record Case(JsonNode group, JsonNode test) {

        boolean isValid() {
            return test.path("result").asString().equals("valid");
        }

        boolean has(String member) {
            return test.has(member);
        }

        /** A member of the test, else of the group, from hex; without bytes where there is none. */
        byte[] bytes(String member) {
            JsonNode node = test.has(member) ? test.path(member) : group.path(member);
            return HexFormat.of()
                    .parseHex(Optional.ofNullable(node.stringValue(null)).orElse(""));
        }

        @Override
        public String toString() {
            return "test " + test.path("tcId") + " (" + test.path("comment").asString("") + ")";
        }
    }

    /** All of a file; it holds as many as it says. */
    static Vectors read(String file) {
        Path path = TestData.folder("vectors").resolve(file);
        JsonNode root = new JsonMapper().readTree(path);
        List<Case> cases = stream(root.path("testGroups"))
                .flatMap(group -> stream(group.path("tests")).map(test -> new Case(group, test)))
                .toList();
        if (cases.isEmpty() || cases.size() != root.path("numberOfTests").asInt()) {
            throw new IllegalStateException(
                    file + " says " + root.path("numberOfTests") + " tests and holds " + cases.size());
        }
        return new Vectors(cases);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** A PKCS#8 private key that holds a seed alone: RFC 9881 and RFC 9935, section 6. */
    static byte[] pkcs8OfSeed(String oid, byte[] seed) {
        try {
            byte[] choice = new DERTaggedObject(false, 0, new DEROctetString(seed)).getEncoded("DER");
            return pkcs8(oid, choice);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PKCS#8 private key that holds an expanded key alone. */
    static byte[] pkcs8OfExpanded(String oid, byte[] expanded) {
        try {
            return pkcs8(oid, new DEROctetString(expanded).getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] pkcs8(String oid, byte[] privateKey) throws IOException {
        ASN1EncodableVector info = new ASN1EncodableVector();
        info.add(new ASN1Integer(0));
        info.add(new DERSequence(new ASN1ObjectIdentifier(oid)));
        info.add(new DEROctetString(privateKey));
        return new DERSequence(info).getEncoded("DER");
    }
}
