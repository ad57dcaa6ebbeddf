package dev.infrahub.quantumapilocal.domain.ssh;

/** A signature with the name of its algorithm: RFC 4253 section 6.6. */
record ReadSignature(String algorithm, byte[] bytes) {

    static ReadSignature of(byte[] blob) {
        SshBytes in = new SshBytes(blob);
        ReadSignature read = new ReadSignature(in.text(), in.string());
        in.end();
        return read;
    }

    /** @param publicKey a blob */
    boolean verifies(byte[] publicKey, byte[] data) {
        SshBytes in = new SshBytes(publicKey);
        String type = in.text();
        byte[] raw = in.string();
        in.end();
        SshBytes.check(type.equals(algorithm), "a signature of the key's algorithm");
        return SshAlgorithm.of(type).orElseThrow(IllegalArgumentException::new).verify(raw, data, bytes);
    }
}
