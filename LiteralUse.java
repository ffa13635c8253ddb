package io.migrator.sql;
public final class LiteralUse { public static boolean uses(Statement s, String v) { return s.text().contains(v); } }
