package dev.infrahub.chatservice.domain;

/** Something that was heard, with where it comes from. */
public sealed interface Fact
        permits ApprovalFact,
                CertificateFact,
                ChangeFact,
                ClientFact,
                DriftFact,
                EvidenceFact,
                FailureFact,
                ModuleFact,
                PlanFact,
                SecretScanFact,
                StandingDrift,
                StandingSecrets,
                UsageFact,
                VerificationFact {

    Source source();

    /** Whose it is. */
    String client();
}
