package dev.infrahub.findings;

/** The risk rules; {@code docs/risk-rules.md} lists them for readers. The severity is the one outside production. */
public enum Rule {
    /** High. A resource of the table {@code stateful-types.tsv} is destroyed. Source: NIST SP 800-53 CP-9, CP-10. */
    DATA_DESTROYED("data.destroyed", "Back up first, and prove that the backup can be restored."),
    /** High. A resource of that table is destroyed and made anew. Source: NIST SP 800-53 CP-9, CP-10. */
    DATA_REPLACED(
            "data.replaced",
            "Back up first, or change the configuration so that the resource is updated in place; 'prevent_destroy'"
                    + " guards it."),
    /** Medium. What the tables do not know, or know to be written to, is destroyed or replaced. Source: NIST SP 800-53 CP-9. */
    LOSS_POSSIBLE("data.loss-possible", "Find out whether anything is kept in it, and copy that elsewhere first."),
    /** Medium. What the table calls generated, or what is write-only, gets a new value. Source: NIST SP 800-57, key change. */
    VALUE_REGENERATED("value.regenerated", "List who uses the value, and hand them the new one."),
    /** Medium. Anything else is destroyed. Source: ITIL 4: service interruption. */
    RESOURCE_DESTROYED("resource.destroyed", "Make sure that nothing uses what is destroyed."),
    /** Medium. Anything else is replaced. Source: ITIL 4: service interruption. */
    RESOURCE_REPLACED("resource.replaced", "Plan for an interruption, or use 'create_before_destroy'."),
    /** Low or medium. A change in place that cannot be set back. Source: the providers' documentation. */
    ONE_WAY_CHANGE("data.one-way-change", "Take a snapshot first: there is no way back in place."),
    /** High on administration and database ports, low on 80 and 443. Source: CIS AWS Foundations 5.2, 5.3. */
    OPEN_TO_WORLD("network.open-to-world", "Limit the source to known addresses, or go through a bastion or VPN."),
    /** Low to high. Something becomes public, see {@code guarded-attributes.tsv}. Source: NIST SP 800-53 AC-3, SC-7. */
    PUBLIC_ACCESS("access.public", "Keep it private, or have its owner confirm that the public may reach it."),
    /** Low to high. A workload may do what its host may. Source: Kubernetes Pod Security Standards, baseline. */
    WORKLOAD_PRIVILEGED(
            "workload.privileged", "Take from it what it does not need, or run it where nothing else runs."),
    /** High. Everything is allowed on everything, an administrator's role is given, or what makes one. Source: CIS AWS 1.16, AC-6. */
    IAM_ADMIN("iam.admin", "Grant the actions that are needed on the resources they are needed on."),
    /** Medium, high where the resource is open too: a wildcard, or what leads to more. Source: NIST SP 800-53 AC-6. */
    IAM_WILDCARD("iam.wildcard", "Name the actions instead of the wildcard."),
    /** High, medium where everyone of a large group is: anyone is allowed in. Source: NIST SP 800-53 AC-3. */
    IAM_ANYONE("iam.anyone", "Name the principals, or add a condition that says who."),
    /** Medium. What a condition of a policy limited is limited less. Source: NIST SP 800-53 AC-3, AC-6. */
    IAM_LOOSENED("iam.condition-loosened", "Keep the condition, or have its owner confirm that it limits nothing."),
    /** Medium, low where their account was named already: a policy names somebody whom it did not. Source: NIST SP 800-53 AC-2, AC-3. */
    IAM_LET_IN("iam.let-in", "Have the owner of what it guards confirm that they are to come in."),
    /** Low to high. Sets the whole of what others add to, see {@code replaces-others.tsv}. Source: the providers' documentation. */
    IAM_REPLACED("iam.replaced", "List who has rights there now, or add one by one, so that others keep theirs."),
    /** Medium. Protection against deletion goes. Source: NIST SP 800-53 CP-9. */
    PROTECTION_WEAKENED("protection.weakened", "Keep the protection until the day of the deletion."),
    /** Medium or high. Encryption goes. Source: NIST SP 800-53 SC-13, SC-28. */
    ENCRYPTION_WEAKENED("encryption.weakened", "Keep encryption on."),
    /** Medium. Backups or versions are kept shorter or no longer. Source: NIST SP 800-53 CP-9. */
    BACKUP_WEAKENED("backup.weakened", "Keep the backups as they are, or have their owner confirm."),
    /** Medium or high. Logs are kept shorter or no longer. Source: NIST SP 800-53 AU-11, AU-12. */
    LOGGING_WEAKENED("logging.weakened", "Keep the logs as they are, or have their owner confirm."),
    /** Medium. An older TLS is accepted. Source: NIST SP 800-52. */
    TLS_LOWERED("tls.lowered", "Keep accepting no older TLS than now."),
    /** High. Code runs during apply: provisioners, actions, programs that are read, resources that run or call something. Source: NIST SP 800-53 CM-3, CM-7. */
    RUNS_CODE(
            "code.runs-at-apply", "Read the code that runs, at the commit that is applied: no plan says what it does."),
    /** Low, or what the drift itself would be as a change. Something was changed outside Terraform. Source: CM-3. */
    DRIFT("plan.drift", "Find out who changed it and why before the plan overwrites or keeps it."),
    /** Medium where more changes must follow; high where the input is cut or an action unknown. Source: ITIL 4: assess the whole change. */
    INCOMPLETE("plan.incomplete", "Review the whole plan, and the one that follows it."),
    /** High. Planning failed half-way. Source: ITIL 4: assess the whole change. */
    ERRORED("plan.errored", "Fix the error and plan again: do not apply this plan."),
    /** Medium. A check or condition failed while planning. Source: the author's own assertion. */
    CHECK_FAILED("plan.check-failed", "Find out why the check fails before applying."),
    /** Low from 25 changes on, medium from 100 on. Source: small batches, DORA. */
    SIZE("plan.size", "Split the change into plans that can be reviewed and undone one by one."),
    /** Low from 10 dependents on, medium from 50 on. Source: ITIL 4: impact. */
    BLAST_RADIUS("plan.blast-radius", "Test what depends on the changed resources after apply."),
    /** Low. Terraform lets go of a resource that goes on existing. Source: NIST SP 800-53 CM-8. */
    FORGOTTEN("plan.forgotten", "Note who looks after the resource from now on."),
    /** Low. Values decide, but the input is text and shows none that can be relied on: unknown is not passed. */
    VALUES_UNKNOWN("plan.values-unknown", "Hand in the JSON of 'terraform show -json' for a full assessment."),
    /** Low. It is about who may do or reach what, or about what runs, and no rule reads its type. Source: SP 800-53 CM-4. */
    NOT_JUDGED("plan.not-judged", "Have somebody read what the rules do not read."),
    /** Low. The plan changes production: other reasons from medium on count one level higher. Source: ITIL 4: impact. */
    PRODUCTION("plan.production", "Apply in a window in which the rollback can be carried out.");

    /** Begins what is told of standing risk. */
    static final String ALREADY = "Already so before this change: ";

    private final String id;
    private final String mitigation;

    Rule(String id, String mitigation) {
        this.id = id;
        this.mitigation = mitigation;
    }

    public String id() {
        return id;
    }

    public String mitigation() {
        return mitigation;
    }

    public static Rule of(String id) {
        for (Rule rule : values()) {
            if (rule.id.equals(id)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("no rule " + id);
    }

    public Finding yes(Severity severity, String address, String detail) {
        return new Finding(this, severity, address, detail, mitigation, null);
    }

    public Finding ofPlan(Severity severity, String detail) {
        return new Finding(this, severity, null, detail, mitigation, null);
    }
}
