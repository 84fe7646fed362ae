package dev.wassette.domain;

/// How much a line of a log matters, from the least to the most (RFC 5424, section 6.2.1).
public enum LogLevel {
    DEBUG, INFO, NOTICE, WARNING, ERROR, CRITICAL, ALERT, EMERGENCY
}
