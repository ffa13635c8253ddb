package io.migrator.sql;
import java.util.List;
import org.jspecify.annotations.Nullable;
public sealed interface Fact {
 record CreateIndex(@Nullable QualifiedName name, QualifiedName table, boolean concurrently, boolean ifNotExists, boolean unique) implements Fact {}
 record DropIndex(List<QualifiedName> names, boolean concurrently, boolean ifExists) implements Fact {}
 record Reindex(String target, @Nullable QualifiedName name, boolean concurrently) implements Fact {}
 record DetachPartition(QualifiedName table, QualifiedName partition, boolean concurrently) implements Fact {}
 record AddEnumValue(QualifiedName type, String value) implements Fact {}
 record CreateEnum(QualifiedName name) implements Fact {}
 record SetParameter(String parameter, List<String> values) implements Fact {}
}
