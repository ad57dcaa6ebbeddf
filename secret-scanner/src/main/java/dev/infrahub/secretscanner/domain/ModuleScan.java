package dev.infrahub.secretscanner.domain;

import dev.infrahub.scanning.Detection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scan of files of a module.
 *
 * @param commit the files are of, where that was said
 * @param complete whether these are all its files
 * @param digests of the files that were looked at, by path
 * @param skipped paths of what was not: what is known of these stays
 * @param detections in those files, each fingerprint once
 * @param schedule what came of scanning by schedule, where that is what this is
 */
public record ModuleScan(
        ScanKey key,
        Optional<String> commit,
        boolean complete,
        Map<String, String> digests,
        Set<String> skipped,
        List<Detection> detections,
        Optional<Schedule> schedule) {}
