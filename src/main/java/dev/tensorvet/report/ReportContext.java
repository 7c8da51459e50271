package dev.tensorvet.report;

import dev.tensorvet.rule.RulePages;

/**
 * What a reporter must know beside the report.
 *
 * @param version the version of tensorvet
 * @param isColoured whether the output goes to a terminal that shows colours
 */
public record ReportContext(String version, RulePages pages, boolean isColoured) {}
