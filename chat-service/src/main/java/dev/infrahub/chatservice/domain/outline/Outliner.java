package dev.infrahub.chatservice.domain.outline;

import dev.infrahub.chatservice.domain.Inert;
import dev.infrahub.chatservice.domain.outline.Outline.Auth;
import dev.infrahub.chatservice.domain.outline.Outline.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Outlines a service from what somebody says of it, by rules: what is not said is not there. */
public final class Outliner {

    private static final int LONGEST_DESCRIPTION = 120;

    private static final Set<String> POSTGRESQL = Set.of(
            "postgres",
            "postgresql",
            "pg",
            "database",
            "databases",
            "db",
            "sql",
            "relational",
            "table",
            "tables",
            "crud",
            "ef core",
            "entity framework",
            "timescaledb");

    private static final Set<String> OTHER_DATABASES = Set.of(
            "mysql",
            "mariadb",
            "mongodb",
            "mongo",
            "sql server",
            "mssql",
            "oracle",
            "cosmos",
            "cosmosdb",
            "dynamodb",
            "sqlite",
            "cassandra",
            "elasticsearch");

    private static final Set<String> REDIS = Set.of(
            "redis",
            "valkey",
            "cache",
            "caches",
            "caching",
            "cached",
            "rate limit",
            "rate limits",
            "rate limiting",
            "rate-limiting",
            "session store",
            "distributed lock",
            "leaderboard");

    private static final Set<String> SERVICE_BUS = Set.of(
            "queue",
            "queues",
            "queued",
            "message",
            "messages",
            "messaging",
            "service bus",
            "servicebus",
            "message bus",
            "broker",
            "pub/sub",
            "pubsub",
            "publish",
            "publishes",
            "publishing",
            "subscribe",
            "subscribes",
            "subscribing",
            "topic",
            "topics",
            "event-driven",
            "rabbitmq",
            "kafka",
            "consume",
            "consumes",
            "consuming",
            "event bus");

    private static final Set<String> BLOB_STORAGE = Set.of(
            "blob",
            "blobs",
            "blob storage",
            "object storage",
            "s3",
            "bucket",
            "buckets",
            "upload",
            "uploads",
            "uploaded",
            "uploading",
            "attachment",
            "attachments",
            "file storage",
            "minio");

    private static final Set<String> KEEPING = Set.of(
            "store",
            "stores",
            "stored",
            "storing",
            "save",
            "saves",
            "saved",
            "saving",
            "persist",
            "persists",
            "persisted",
            "persisting",
            "archive",
            "archives",
            "archiving",
            "records");

    private static final Set<String> FILES = Set.of(
            "file",
            "files",
            "image",
            "images",
            "photo",
            "photos",
            "pdf",
            "pdfs",
            "video",
            "videos",
            "document",
            "documents",
            "invoice-pdfs",
            "scans",
            "thumbnails",
            "thumbnail",
            "csv",
            "csvs",
            "backups",
            "zip");

    private static final Set<String> ELSEWHERE = Set.of("nothing", "memory", "in-memory");

    private static final Set<String> API = Set.of(
            "api",
            "apis",
            "rest",
            "restful",
            "endpoint",
            "endpoints",
            "graphql",
            "grpc",
            "web service",
            "webservice",
            "microservice",
            "webhook",
            "webhooks",
            "backend",
            "bff",
            "http service",
            "gateway");
    private static final Set<String> WORKER = Set.of(
            "worker",
            "workers",
            "background",
            "daemon",
            "cron",
            "cronjob",
            "scheduled",
            "nightly",
            "hourly",
            "daily",
            "batch",
            "job",
            "jobs",
            "consumer",
            "listener",
            "poller",
            "polls",
            "every hour",
            "every day",
            "every night",
            "every minute",
            "processor");
    private static final Set<String> FUNCTION = Set.of(
            "function",
            "functions",
            "serverless",
            "lambda",
            "azure function",
            "azure functions",
            "timer-triggered",
            "http-triggered",
            "faas");

    /** Behind these it is somebody else's API. */
    private static final Set<String> OF_OTHERS = Set.of(
            "external",
            "third-party",
            "their",
            "calls",
            "call",
            "calling",
            "partner",
            "vendor",
            "public",
            "stripe",
            "weather",
            "github",
            "slack",
            "payment",
            "payments",
            "upstream",
            "remote",
            "exchange-rate",
            "crm",
            "erp",
            "legacy");

    private static final Set<String> OPEN = Set.of(
            "anonymous",
            "anonymously",
            "unauthenticated",
            "no login",
            "public endpoint",
            "publicly",
            "open to everyone",
            "open to anyone",
            "public api");
    private static final Set<String> IDENTITY = Set.of(
            "auth",
            "authentication",
            "authenticated",
            "authorization",
            "authorisation",
            "login",
            "log in",
            "logged",
            "jwt",
            "oauth",
            "oauth2",
            "oidc",
            "sso",
            "token",
            "tokens",
            "bearer",
            "quantumid",
            "roles",
            "signed-in",
            "sign in");
    private static final Set<String> API_KEY =
            Set.of("api key", "api keys", "api-key", "api-keys", "x-api-key", "machine-to-machine");

    private static final Set<String> KUBERNETES =
            Set.of("kubernetes", "k8s", "helm", "aks", "eks", "gke", "cluster", "pod", "pods", "openshift", "k3s");

    private static final Set<String> HTTP =
            Set.of("http", "http-triggered", "endpoint", "endpoints", "webhook", "webhooks", "api", "rest");

    private static final Map<String, Set<String>> PACKAGES_BY_WORDS = Map.of(
            "Grpc.AspNetCore", Set.of("grpc"),
            "HotChocolate.AspNetCore", Set.of("graphql"),
            "MailKit", Set.of("email", "emails", "e-mail", "e-mails", "mail", "mails", "smtp"),
            "QuestPDF", Set.of("pdf", "pdfs"),
            "CsvHelper", Set.of("csv", "csvs"),
            "ClosedXML", Set.of("excel", "xlsx", "spreadsheet", "spreadsheets"),
            "SixLabors.ImageSharp",
                    Set.of("thumbnail", "thumbnails", "resize", "resizes", "resizing", "image", "images"),
            "Microsoft.Extensions.Http.Resilience",
                    Set.of("retry", "retries", "calls", "call", "calling", "third-party"),
            "RabbitMQ.Client", Set.of("rabbitmq"),
            "Confluent.Kafka", Set.of("kafka"));

    /** Words for what a service needs and how it runs, and so not for what it is about. */
    private static final Set<String> VOCABULARY = Stream.of(
                    POSTGRESQL,
                    OTHER_DATABASES,
                    REDIS,
                    SERVICE_BUS,
                    BLOB_STORAGE,
                    KEEPING,
                    API,
                    WORKER,
                    FUNCTION,
                    OPEN,
                    IDENTITY,
                    API_KEY,
                    KUBERNETES,
                    HTTP)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final String text;
    private final Wish wish;

    private Outliner(String text) {
        this.text = text;
        this.wish = Wish.of(text);
    }

    public static Outline outline(String description) {
        return new Outliner(description).outline();
    }

    private Outline outline() {
        Outline.Type type = type();
        Needs needs = new Needs(postgresql(), wish.asks(REDIS), wish.asks(SERVICE_BUS), blobStorage());
        Auth auth = auth(type);
        boolean isOnKubernetes = wish.asks(KUBERNETES);
        String name = ServiceName.of(text, wish, VOCABULARY, type);
        String summary = summary();
        List<String> packages = packages(type, needs, auth);
        List<String> variables = variables(type, needs, auth);
        Outline bare =
                new Outline(name, summary, type, needs, auth, isOnKubernetes, packages, variables, List.of(), "");
        List<String> settled = Gotcha.settled(bare, wish);
        return new Outline(
                name,
                summary,
                type,
                needs,
                auth,
                isOnKubernetes,
                packages,
                variables,
                settled,
                Gotcha.of(bare, text, settled));
    }

    /** What it is called first; where it is called nothing, by what it does. */
    private Outline.Type type() {
        int function = wish.first(FUNCTION);
        int worker = wish.first(WORKER);
        int api = ownApi();
        if (function >= 0 && (api < 0 || function <= api + 2 || worker >= 0)) {
            return Outline.Type.FUNCTION;
        }
        if (worker >= 0 && (api < 0 || worker < api)) {
            return Outline.Type.WORKER;
        }
        boolean isFedByQueue =
                api < 0 && wish.asks(Set.of("consume", "consumes", "consuming", "listens", "queue", "subscribes"));
        return isFedByQueue ? Outline.Type.WORKER : Outline.Type.API;
    }

    /** Where its own API is named first. */
    private int ownApi() {
        for (int at = 0; at < wish.words().size(); at++) {
            boolean isTold =
                    API.contains(wish.words().get(at)) && !wish.denied().get(at);
            boolean isOfOthers = OF_OTHERS.contains(wish.before(at))
                    || (at > 1
                            && OF_OTHERS.contains(wish.words().get(at - 2))
                            && !wish.before(at).equals("an"));
            if (isTold && !isOfOthers) {
                return at;
            }
        }
        return -1;
    }

    private boolean postgresql() {
        if (wish.asks(Set.of("postgres", "postgresql", "pg"))) {
            return true;
        }
        if (wish.asks(OTHER_DATABASES) || wish.denies(POSTGRESQL)) {
            return false;
        }
        return wish.asks(POSTGRESQL) || keeps(false);
    }

    private boolean blobStorage() {
        return wish.asks(BLOB_STORAGE) || (!wish.denies(BLOB_STORAGE) && keeps(true));
    }

    /** Whether it says to keep files, or something else. */
    private boolean keeps(boolean areFiles) {
        for (int at = 0; at < wish.words().size(); at++) {
            boolean isKeeping =
                    KEEPING.contains(wish.words().get(at)) && !wish.denied().get(at);
            if (isKeeping
                    && wish.isFollowed(at, FILES) == areFiles
                    && !wish.isFollowed(at, ELSEWHERE)
                    && !wish.isFollowed(at, REDIS)
                    && !wish.isFollowed(at, OTHER_DATABASES)
                    && (areFiles || !wish.isFollowed(at, BLOB_STORAGE))) {
                return true;
            }
        }
        return false;
    }

    private Auth auth(Outline.Type type) {
        if (wish.asks(API_KEY)) {
            return Auth.API_KEY;
        }
        if (wish.asks(OPEN) || wish.denies(IDENTITY)) {
            return Auth.NONE;
        }
        if (wish.asks(IDENTITY)) {
            return Auth.QUANTUMID_JWT;
        }
        return switch (type) {
            case API -> Auth.QUANTUMID_JWT;
            case WORKER -> Auth.NONE;
            case FUNCTION -> wish.asks(HTTP) ? Auth.API_KEY : Auth.NONE;
        };
    }

    /** The first sentence, on one line. */
    private String summary() {
        String line = Inert.line(text).strip();
        int end = endOfSentence(line);
        String first = line.substring(0, end).strip();
        if (first.length() <= LONGEST_DESCRIPTION) {
            return first;
        }
        int cut = first.lastIndexOf(' ', LONGEST_DESCRIPTION - 1);
        return Inert.shortened(first, cut > 0 ? cut + 1 : LONGEST_DESCRIPTION);
    }

    private static int endOfSentence(String line) {
        int at = line.indexOf(". ");
        return at < 0 ? line.length() : at + 1;
    }

    private List<String> packages(Outline.Type type, Needs needs, Auth auth) {
        Set<String> packages = new TreeSet<>();
        switch (type) {
            case API -> packages.add("Microsoft.AspNetCore.OpenApi");
            case WORKER -> packages.add("Microsoft.Extensions.Hosting");
            case FUNCTION ->
                packages.addAll(List.of("Microsoft.Azure.Functions.Worker", "Microsoft.Azure.Functions.Worker.Sdk"));
        }
        if (needs.postgresql()) {
            packages.add("Npgsql.EntityFrameworkCore.PostgreSQL");
        }
        if (needs.redis()) {
            packages.add("StackExchange.Redis");
        }
        if (needs.serviceBus() && !wish.asks(Set.of("rabbitmq", "kafka"))) {
            packages.add("Azure.Messaging.ServiceBus");
        }
        if (needs.blobStorage()) {
            packages.add("Azure.Storage.Blobs");
        }
        if (auth == Auth.QUANTUMID_JWT) {
            packages.add("Microsoft.AspNetCore.Authentication.JwtBearer");
        }
        PACKAGES_BY_WORDS.forEach((name, words) -> {
            if (wish.asks(words)) {
                packages.add(name);
            }
        });
        return List.copyOf(packages);
    }

    private static List<String> variables(Outline.Type type, Needs needs, Auth auth) {
        List<String> variables = new ArrayList<>();
        Stream.of(
                        Map.entry("ConnectionStrings__Postgres", needs.postgresql()),
                        Map.entry("ConnectionStrings__Redis", needs.redis()),
                        Map.entry("ConnectionStrings__ServiceBus", needs.serviceBus()),
                        Map.entry("ConnectionStrings__BlobStorage", needs.blobStorage()),
                        Map.entry("QuantumId__Authority", auth == Auth.QUANTUMID_JWT),
                        Map.entry("QuantumId__Audience", auth == Auth.QUANTUMID_JWT),
                        Map.entry("ApiKeys__Sha256", auth == Auth.API_KEY),
                        Map.entry("AzureWebJobsStorage", type == Outline.Type.FUNCTION))
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .forEach(variables::add);
        return variables;
    }
}
