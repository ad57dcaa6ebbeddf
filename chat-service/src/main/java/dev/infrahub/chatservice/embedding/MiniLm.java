package dev.infrahub.chatservice.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** all-MiniLM-L6-v2 with weights of eight bits, in this process by ONNX Runtime: 384 numbers a text, best for English. */
final class MiniLm implements AutoCloseable {

    static final String NAME = "all-MiniLM-L6-v2-q";

    /** Of the evaluation's questions, pieces that answer have 0.5 and more, others 0.36 and less. */
    static final Nearness NEARNESS = new Nearness(0.22, 0.4);

    /** What it was trained with; of a longer text the windows are averaged. */
    private static final int WINDOW = 256;

    private final WordPieces words;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLm(WordPieces words, OrtEnvironment environment, OrtSession session) {
        this.words = words;
        this.environment = environment;
        this.session = session;
    }

    /** Reads the model. Takes a second, and memory outside the heap. */
    static MiniLm load() throws OrtException, IOException {
        WordPieces words = WordPieces.load("/all-minilm-l6-v2-q-tokenizer.json");
        try (InputStream model = MiniLm.class.getResourceAsStream("/all-minilm-l6-v2-q.onnx");
                SessionOptions options = new SessionOptions()) {
            if (model == null) {
                throw new IOException("no model");
            }
            // one thread, the caller's: others of the service go on
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // keeps no memory for the largest text there ever was
            options.addConfigEntry("session.use_env_allocators", "0");
            options.setMemoryPatternOptimization(false);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new MiniLm(words, environment, environment.createSession(model.readAllBytes(), options));
        }
    }

    /** Of length 1. */
    float[] vector(String text) throws OrtException {
        float[] sum = new float[0];
        List<long[]> windows = words.windows(text, WINDOW);
        for (long[] window : windows) {
            sum = plus(sum, mean(window), window.length);
        }
        return normal(sum);
    }

    private float[] mean(long[] pieces) throws OrtException {
        long[] ones = new long[pieces.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = tensor(pieces);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[pieces.length]);
                Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            float[][] states = ((float[][][]) result.get(0).getValue())[0];
            float[] sum = new float[0];
            for (float[] state : states) {
                sum = plus(sum, state, 1f / states.length);
            }
            return sum;
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {values});
    }

    private static float[] plus(float[] sum, float[] vector, float weight) {
        float[] more = sum.length == 0 ? new float[vector.length] : sum;
        for (int i = 0; i < vector.length; i++) {
            more[i] += weight * vector[i];
        }
        return more;
    }

    private static float[] normal(float[] vector) {
        double length = 0;
        for (float value : vector) {
            length += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(length));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
