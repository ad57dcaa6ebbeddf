package dev.infrahub.bench;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A kind of resource in {@link LargePlan}, with the attributes that the AWS provider writes of one.
 *
 * @param template attributes as JSON; {@code <h>} stands for eight random hex digits, {@code <n>} for a random number below
 *     1000, {@code <s>} for 24 random characters
 * @param changed a string attribute that updates change
 * @param computed what the provider sets: unknown until it exists
 * @param sensitive what the provider's schema marks
 */
record LargeResource(String type, String template, String changed, List<String> computed, List<String> sensitive) {

    private static final Pattern PLACEHOLDER = Pattern.compile("<[hns]>");
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;

    private static final String COMMON = """
            ,"region":"eu-west-1","tags":{"CostCenter":"cc-<n>","Environment":"production","ManagedBy":"terraform",
            "Name":"shop-<h>","Owner":"team-<n>@example.com","Repository":"https://git.example.com/acme/shop-<n>"},
            "tags_all":{"CostCenter":"cc-<n>","Environment":"production","ManagedBy":"terraform","Name":"shop-<h>",
            "Owner":"team-<n>@example.com","Repository":"https://git.example.com/acme/shop-<n>"},"timeouts":null}
            """;

    static final List<LargeResource> ALL = List.of(
            new LargeResource("aws_instance", """
                    {"ami":"ami-0<h>","arn":"arn:aws:ec2:eu-west-1:123456789012:instance/i-0<h><h>",
                    "associate_public_ip_address":false,"availability_zone":"eu-west-1a","capacity_reservation_specification":
                    [{"capacity_reservation_preference":"open","capacity_reservation_target":[]}],"cpu_core_count":4,
                    "cpu_options":[{"amd_sev_snp":"","core_count":4,"threads_per_core":2}],"credit_specification":[],
                    "disable_api_stop":false,"disable_api_termination":true,"ebs_block_device":[{"delete_on_termination":true,
                    "device_name":"/dev/sdf","encrypted":true,"iops":3000,"kms_key_id":
                    "arn:aws:kms:eu-west-1:123456789012:key/<h>-1111-2222-3333-<h>0000","snapshot_id":"","throughput":125,
                    "volume_id":"vol-0<h>","volume_size":<n>,"volume_type":"gp3"}],"ebs_optimized":true,
                    "enclave_options":[{"enabled":false}],"hibernation":null,"host_id":null,"iam_instance_profile":"shop-<n>",
                    "id":"i-0<h><h>","instance_type":"m6i.xlarge","ipv6_addresses":[],"key_name":"operations",
                    "maintenance_options":[{"auto_recovery":"default"}],"metadata_options":[{"http_endpoint":"enabled",
                    "http_protocol_ipv6":"disabled","http_put_response_hop_limit":1,"http_tokens":"required",
                    "instance_metadata_tags":"disabled"}],"monitoring":true,"network_interface":[],"private_ip":"10.2.3.<n>",
                    "root_block_device":[{"delete_on_termination":true,"device_name":"/dev/xvda","encrypted":true,
                    "iops":3000,"volume_id":"vol-0<h>","volume_size":100,"volume_type":"gp3"}],"source_dest_check":true,
                    "subnet_id":"subnet-0<h><h>","tenancy":"default","user_data":"#!/bin/bash\\nset -euo pipefail\\nyum install -y amazon-cloudwatch-agent\\nexport APP_TOKEN=<s>\\nsystemctl start shop<n>\\n",
                    "user_data_replace_on_change":false,"vpc_security_group_ids":["sg-0<h><h>","sg-0<h><h>"]""", "instance_type", List.of("arn", "id", "private_ip"), List.of()),
            new LargeResource("aws_security_group", """
                    {"arn":"arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0<h><h>","description":"Shop service <n>",
                    "egress":[{"cidr_blocks":["0.0.0.0/0"],"description":"","from_port":0,"ipv6_cidr_blocks":["::/0"],
                    "prefix_list_ids":[],"protocol":"-1","security_groups":[],"self":false,"to_port":0}],"id":"sg-0<h><h>",
                    "ingress":[{"cidr_blocks":["10.0.0.0/16","10.1.0.0/16"],"description":"HTTPS from the network",
                    "from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],
                    "self":false,"to_port":443},{"cidr_blocks":[],"description":"Metrics <n>","from_port":9100,
                    "ipv6_cidr_blocks":[],"prefix_list_ids":["pl-0<h>"],"protocol":"tcp","security_groups":["sg-0<h><h>"],
                    "self":false,"to_port":9100},{"cidr_blocks":["192.168.<n>.0/24"],"description":"Operations",
                    "from_port":22,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],
                    "self":true,"to_port":22}],"name":"shop-<h>","name_prefix":"","owner_id":"123456789012",
                    "revoke_rules_on_delete":false,"vpc_id":"vpc-0<h><h>\"""", "description", List.of("arn", "id", "owner_id"), List.of()),
            new LargeResource(
                    "aws_db_instance",
                    """
                    {"address":"shop-<h>.c<h>.eu-west-1.rds.amazonaws.com","allocated_storage":200,
                    "allow_major_version_upgrade":null,"apply_immediately":true,"arn":
                    "arn:aws:rds:eu-west-1:123456789012:db:shop-<h>","auto_minor_version_upgrade":true,"availability_zone":
                    "eu-west-1b","backup_retention_period":14,"backup_window":"02:00-03:00","blue_green_update":[],
                    "ca_cert_identifier":"rds-ca-rsa2048-g1","character_set_name":null,"copy_tags_to_snapshot":true,
                    "db_name":"shop","db_subnet_group_name":"shop-<n>","dedicated_log_volume":false,
                    "delete_automated_backups":true,"deletion_protection":true,"domain":null,"domain_dns_ips":[],
                    "enabled_cloudwatch_logs_exports":["postgresql","upgrade"],"endpoint":
                    "shop-<h>.c<h>.eu-west-1.rds.amazonaws.com:5432","engine":"postgres","engine_version":"16.4",
                    "final_snapshot_identifier":"shop-final-<n>","hosted_zone_id":"Z<h>","iam_database_authentication_enabled":
                    true,"id":"db-<h>","identifier":"shop-<h>","instance_class":"db.m6g.large","iops":3000,"kms_key_id":
                    "arn:aws:kms:eu-west-1:123456789012:key/<h>-1111-2222-3333-<h>0000","maintenance_window":
                    "sun:04:00-sun:05:00","master_user_secret":[],"max_allocated_storage":1000,"monitoring_interval":60,
                    "monitoring_role_arn":"arn:aws:iam::123456789012:role/rds-<n>","multi_az":true,"network_type":"IPV4",
                    "parameter_group_name":"shop-<n>","password":"<s>","performance_insights_enabled":true,
                    "performance_insights_retention_period":7,"port":5432,"publicly_accessible":false,
                    "restore_to_point_in_time":[],"s3_import":[],"skip_final_snapshot":false,"storage_encrypted":true,
                    "storage_throughput":125,"storage_type":"gp3","username":"shop","vpc_security_group_ids":["sg-0<h><h>"]""",
                    "backup_window",
                    List.of("address", "arn", "endpoint", "id"),
                    List.of("password")),
            new LargeResource(
                    "aws_iam_role", """
                    {"arn":"arn:aws:iam::123456789012:role/shop-<h>","assume_role_policy":
                    "{\\"Statement\\":[{\\"Action\\":\\"sts:AssumeRole\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"ecs-tasks.amazonaws.com\\"},\\"Condition\\":{\\"StringEquals\\":{\\"aws:SourceAccount\\":\\"123456789012\\"}}}],\\"Version\\":\\"2012-10-17\\"}",
                    "create_date":"2026-01-02T03:04:05Z","description":"Role of service <n>","force_detach_policies":false,
                    "id":"shop-<h>","inline_policy":[{"name":"read","policy":
                    "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"Read<n>\\",\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"s3:GetObject\\",\\"s3:ListBucket\\",\\"sqs:ReceiveMessage\\",\\"sqs:DeleteMessage\\"],\\"Resource\\":[\\"arn:aws:s3:::shop-<h>\\",\\"arn:aws:s3:::shop-<h>/*\\",\\"arn:aws:sqs:eu-west-1:123456789012:orders-<n>\\"]},{\\"Sid\\":\\"Secrets\\",\\"Effect\\":\\"Allow\\",\\"Action\\":\\"secretsmanager:GetSecretValue\\",\\"Resource\\":\\"arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-<h>\\"}]}"}],
                    "managed_policy_arns":["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"],
                    "max_session_duration":3600,"name":"shop-<h>","name_prefix":"","path":"/service/",
                    "permissions_boundary":"arn:aws:iam::123456789012:policy/boundary","unique_id":"AROA<h><h>\"""", "description", List.of("arn", "create_date", "id", "unique_id"), List.of()),
            new LargeResource(
                    "aws_ecs_task_definition", """
                    {"arn":"arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-<n>:<n>","arn_without_revision":
                    "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-<n>","container_definitions":
                    "[{\\"name\\":\\"shop\\",\\"image\\":\\"123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:<h>\\",\\"cpu\\":512,\\"memory\\":1024,\\"essential\\":true,\\"environment\\":[{\\"name\\":\\"DB_HOST\\",\\"value\\":\\"shop-<h>.eu-west-1.rds.amazonaws.com\\"},{\\"name\\":\\"DB_PASSWORD\\",\\"value\\":\\"<s>\\"},{\\"name\\":\\"LOG_LEVEL\\",\\"value\\":\\"info\\"},{\\"name\\":\\"ORDERS_QUEUE\\",\\"value\\":\\"https://sqs.eu-west-1.amazonaws.com/123456789012/orders-<n>\\"}],\\"logConfiguration\\":{\\"logDriver\\":\\"awslogs\\",\\"options\\":{\\"awslogs-group\\":\\"/shop/<n>\\",\\"awslogs-region\\":\\"eu-west-1\\",\\"awslogs-stream-prefix\\":\\"ecs\\"}},\\"portMappings\\":[{\\"containerPort\\":8080,\\"hostPort\\":8080,\\"protocol\\":\\"tcp\\"}]}]",
                    "cpu":"512","enable_fault_injection":false,"ephemeral_storage":[],"execution_role_arn":
                    "arn:aws:iam::123456789012:role/shop-<h>","family":"shop-<n>","id":"shop-<n>","inference_accelerator":[],
                    "ipc_mode":"","memory":"1024","network_mode":"awsvpc","pid_mode":"","placement_constraints":[],
                    "proxy_configuration":[],"requires_compatibilities":["FARGATE"],"revision":<n>,"runtime_platform":
                    [{"cpu_architecture":"ARM64","operating_system_family":"LINUX"}],"skip_destroy":false,"task_role_arn":
                    "arn:aws:iam::123456789012:role/shop-<h>","track_latest":false,"volume":[{"configure_at_launch":false,
                    "docker_volume_configuration":[],"efs_volume_configuration":[{"authorization_config":[],
                    "file_system_id":"fs-0<h>","root_directory":"/","transit_encryption":"ENABLED"}],"name":"data"}]""", "memory", List.of("arn", "arn_without_revision", "id"), List.of()),
            new LargeResource(
                    "aws_s3_bucket", """
                    {"acceleration_status":"","acl":null,"arn":"arn:aws:s3:::shop-<h>-<n>","bucket":"shop-<h>-<n>",
                    "bucket_domain_name":"shop-<h>-<n>.s3.amazonaws.com","bucket_prefix":"","bucket_regional_domain_name":
                    "shop-<h>-<n>.s3.eu-west-1.amazonaws.com","cors_rule":[{"allowed_headers":["*"],"allowed_methods":["GET"],
                    "allowed_origins":["https://shop-<n>.example.com"],"expose_headers":["ETag"],"max_age_seconds":3000}],
                    "force_destroy":false,"grant":[],"hosted_zone_id":"Z1BKCTXD74EZPE","id":"shop-<h>-<n>","lifecycle_rule":
                    [{"abort_incomplete_multipart_upload_days":7,"enabled":true,"expiration":[{"date":"","days":<n>,
                    "expired_object_delete_marker":false}],"id":"expire-<n>","noncurrent_version_expiration":[{"days":30}],
                    "noncurrent_version_transition":[],"prefix":"logs/","tags":{},"transition":[{"date":"","days":30,
                    "storage_class":"STANDARD_IA"}]}],"logging":[{"target_bucket":"shop-logs-<n>","target_prefix":"s3/<h>/"}],
                    "object_lock_configuration":[],"object_lock_enabled":false,"policy":
                    "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Deny\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"s3:*\\",\\"Resource\\":\\"arn:aws:s3:::shop-<h>-<n>/*\\",\\"Condition\\":{\\"Bool\\":{\\"aws:SecureTransport\\":\\"false\\"}}}]}",
                    "replication_configuration":[],"request_payer":"BucketOwner","server_side_encryption_configuration":
                    [{"rule":[{"apply_server_side_encryption_by_default":[{"kms_master_key_id":
                    "arn:aws:kms:eu-west-1:123456789012:key/<h>-1111-2222-3333-<h>0000","sse_algorithm":"aws:kms"}],
                    "bucket_key_enabled":true}]}],"versioning":[{"enabled":true,"mfa_delete":false}],"website":[]""", "acceleration_status", List.of("arn", "bucket_domain_name", "id"), List.of()),
            new LargeResource(
                    "aws_lambda_function",
                    """
                    {"architectures":["arm64"],"arn":"arn:aws:lambda:eu-west-1:123456789012:function:shop-<h>",
                    "code_sha256":"<s><s>=","code_signing_config_arn":"","dead_letter_config":[{"target_arn":
                    "arn:aws:sqs:eu-west-1:123456789012:dead-<n>"}],"description":"Handles event <n>","environment":
                    [{"variables":{"LOG_LEVEL":"info","PAYMENT_URL":"https://shop:<s>@pay.example.com/v<n>","STAGE":
                    "production","TABLE":"orders-<n>"}}],"ephemeral_storage":[{"size":512}],"file_system_config":[],
                    "filename":null,"function_name":"shop-<h>","handler":"index.handler","id":"shop-<h>","image_config":[],
                    "image_uri":"","invoke_arn":
                    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:shop-<h>/invocations",
                    "kms_key_arn":"","last_modified":"2026-10-11T12:13:14.000+0000","layers":
                    ["arn:aws:lambda:eu-west-1:123456789012:layer:telemetry:<n>"],"logging_config":
                    [{"application_log_level":"","log_format":"JSON","log_group":"/aws/lambda/shop-<h>",
                    "system_log_level":""}],"memory_size":1024,"package_type":"Zip","publish":true,"qualified_arn":
                    "arn:aws:lambda:eu-west-1:123456789012:function:shop-<h>:<n>","replace_security_groups_on_destroy":null,
                    "reserved_concurrent_executions":-1,"role":"arn:aws:iam::123456789012:role/shop-<h>","runtime":"nodejs22.x",
                    "s3_bucket":"artifacts-<n>","s3_key":"shop/<h>.zip","signing_job_arn":"","skip_destroy":false,
                    "snap_start":[],"source_code_hash":"<s><s>=","source_code_size":<n>,"timeout":30,"tracing_config":
                    [{"mode":"Active"}],"version":"<n>","vpc_config":[{"ipv6_allowed_for_dual_stack":false,
                    "security_group_ids":["sg-0<h><h>"],"subnet_ids":["subnet-0<h><h>","subnet-0<h><h>"],"vpc_id":"vpc-0<h>"}]""",
                    "runtime",
                    List.of("arn", "code_sha256", "id", "invoke_arn", "version"),
                    List.of()),
            new LargeResource(
                    "aws_ssm_parameter",
                    """
                    {"allowed_pattern":"","arn":"arn:aws:ssm:eu-west-1:123456789012:parameter/shop/<h>/url","data_type":"text",
                    "description":"Where service <n> finds its database","has_value_wo":null,"id":"/shop/<h>/url",
                    "insecure_value":null,"key_id":"alias/aws/ssm","name":"/shop/<h>/url","overwrite":null,"tier":"Standard",
                    "type":"SecureString","value":"postgres://shop:<s>@shop-<h>.eu-west-1.rds.amazonaws.com:5432/shop<n>",
                    "value_wo":null,"value_wo_version":null,"version":<n>""",
                    "description",
                    List.of("arn", "id", "insecure_value"),
                    List.of("value", "value_wo")),
            new LargeResource("aws_cloudwatch_metric_alarm", """
                    {"actions_enabled":true,"alarm_actions":["arn:aws:sns:eu-west-1:123456789012:alarms-<n>"],
                    "alarm_description":"Service <n> answers too slowly: see https://wiki.example.com/runbooks/shop-<n>",
                    "alarm_name":"shop-<h>-latency","arn":"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:shop-<h>-latency",
                    "comparison_operator":"GreaterThanThreshold","datapoints_to_alarm":3,"dimensions":{"LoadBalancer":
                    "app/shop-<n>/<h><h>","TargetGroup":"targetgroup/shop-<n>/<h><h>"},"evaluate_low_sample_count_percentiles":
                    "","evaluation_periods":5,"extended_statistic":"p99","id":"shop-<h>-latency",
                    "insufficient_data_actions":[],"metric_name":"TargetResponseTime","metric_query":[],"namespace":
                    "AWS/ApplicationELB","ok_actions":["arn:aws:sns:eu-west-1:123456789012:alarms-<n>"],"period":60,
                    "statistic":"","threshold":0.<n>,"threshold_metric_id":"","treat_missing_data":"missing","unit":"\"""", "alarm_description", List.of("arn", "id"), List.of()),
            new LargeResource(
                    "aws_lb_target_group", """
                    {"arn":"arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-<n>/<h><h>","arn_suffix":
                    "targetgroup/shop-<n>/<h><h>","connection_termination":null,"deregistration_delay":"30","health_check":
                    [{"enabled":true,"healthy_threshold":3,"interval":15,"matcher":"200-299","path":"/health/<n>","port":
                    "traffic-port","protocol":"HTTP","timeout":5,"unhealthy_threshold":2}],"id":
                    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-<n>/<h><h>","ip_address_type":"ipv4",
                    "lambda_multi_value_headers_enabled":false,"load_balancer_arns":[
                    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop-<n>/<h><h>"],
                    "load_balancing_algorithm_type":"least_outstanding_requests","load_balancing_anomaly_mitigation":"off",
                    "load_balancing_cross_zone_enabled":"use_load_balancer_configuration","name":"shop-<h>","name_prefix":"",
                    "port":8080,"preserve_client_ip":null,"protocol":"HTTP","protocol_version":"HTTP1",
                    "proxy_protocol_v2":false,"slow_start":0,"stickiness":[{"cookie_duration":86400,"cookie_name":"",
                    "enabled":false,"type":"lb_cookie"}],"target_failover":[{"on_deregistration":null,
                    "on_unhealthy":null}],"target_health_state":[{"enable_unhealthy_connection_termination":null,
                    "unhealthy_draining_interval":null}],"target_type":"ip","vpc_id":"vpc-0<h><h>\"""", "deregistration_delay", List.of("arn", "arn_suffix", "id"), List.of()));

    String address() {
        return type + ".main";
    }

    /** The attributes of one such resource, as JSON. */
    String attributes(Random random) {
        return PLACEHOLDER.matcher(template + COMMON).replaceAll(placeholder -> switch (placeholder.group()) {
            case "<h>" -> "%08x".formatted(random.nextInt());
            case "<n>" -> Integer.toString(random.nextInt(1000));
            default -> characters(random);
        });
    }

    private static String characters(Random random) {
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            characters.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return characters.toString();
    }
}
