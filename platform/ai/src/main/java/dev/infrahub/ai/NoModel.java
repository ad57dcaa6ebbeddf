package dev.infrahub.ai;

/** No model is configured. */
record NoModel() implements LanguageModel {

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public Reply ask(Question question) {
        return new Reply.Off();
    }
}
