package dev.infrahub.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import org.reactivestreams.Publisher;

/**
 * Work in the background is started by the supervisor alone: of other threads nobody is told when they end, and the service
 * goes on as if they had not.
 */
public final class ThreadRules {

    /** Whoever makes one of these, or asks one of them for something, starts a thread. */
    private static final List<Class<?>> STARTERS =
            List.of(Executors.class, ForkJoinPool.class, ThreadPoolExecutor.class, Timer.class);

    private static final Set<String> OF_THREAD =
            Set.of("<init>", "start", "ofVirtual", "ofPlatform", "startVirtualThread");

    private ThreadRules() {}

    /** @param allowed those that work for somebody who waits, and tell them how it ends, by their names */
    public static void check(JavaClasses code, Collection<String> allowed) {
        noClasses()
                .that(others(allowed))
                .should()
                .accessTargetWhere(startsThread())
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.scheduling..")
                .because("what nobody waits for is started by the Supervisor, which is told when it ends")
                .allowEmptyShould(true)
                .check(code);
    }

    private static DescribedPredicate<JavaClass> others(Collection<String> allowed) {
        return DescribedPredicate.describe("are not allowed to", type -> !allowed.contains(outermost(type)));
    }

    private static DescribedPredicate<JavaAccess<?>> startsThread() {
        return DescribedPredicate.describe("starts a thread", ThreadRules::starts);
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static boolean starts(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (STARTERS.stream().anyMatch(owner::isAssignableTo)) {
            return !name.equals("commonPool");
        }
        if (owner.isAssignableTo(Thread.class)) {
            return OF_THREAD.contains(name);
        }
        if (owner.isAssignableTo(CompletableFuture.class)) {
            return name.endsWith("Async");
        }
        if (owner.isAssignableTo(Publisher.class)) {
            // what comes of it is told to nobody
            return name.equals("subscribe");
        }
        return owner.getPackageName().equals("reactor.core.scheduler")
                || owner.getName().startsWith("java.lang.Thread$Builder")
                || (owner.getPackageName().equals("org.springframework.core.task") && name.equals("<init>"));
    }
}
