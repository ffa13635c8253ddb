package io.migrator.boot.jpa.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Basic;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Who buys.
 */
@SuppressWarnings("deprecation") // Most applications have not left Hibernate's @Check and
									// @Comment
@Entity
@Comment("Who buys; it's one per \"person\"")
@Check(name = "balance_in_range", constraints = "balance_cents >= 0")
@Table(name = "accounts",
		indexes = { @Index(name = "accounts_by_owner", columnList = "owner_name, created_at DESC"),
				@Index(name = "accounts_by_email", columnList = "email", unique = true) },
		uniqueConstraints = @UniqueConstraint(name = "one_per_tenant", columnNames = { "tenant", "ownerName" }))
public class Account {

	@Id
	UUID id;

	@Version
	int version;

	@Column(nullable = false, length = 80)
	String ownerName;

	@Column(unique = true, length = 320, check = @CheckConstraint(constraint = "email LIKE '%@%'"))
	String email;

	@ColumnDefault("'main'")
	@Comment("the ; of the tenant")
	@Column(nullable = false)
	String tenant;

	@Column(precision = 12, scale = 2)
	BigDecimal creditLimit;

	long balanceCents;

	@GeneratedColumn("balance_cents / 100")
	Long balance;

	@Enumerated(EnumType.STRING)
	@Column(nullable = false, length = 20)
	Level level;

	@Enumerated
	@JdbcTypeCode(SqlTypes.NAMED_ENUM)
	Level formerLevel;

	@JdbcTypeCode(SqlTypes.JSON)
	Map<String, Object> settings;

	@JdbcTypeCode(SqlTypes.ARRAY)
	String[] labels;

	Instant createdAt;

	@Lob
	@Basic(fetch = FetchType.LAZY)
	String biography;

	byte[] avatar;

	@Embedded
	Address address;

	Money overdraft;

	@ElementCollection
	List<String> phoneNumbers = new ArrayList<>();

	/**
	 * How good a customer.
	 */
	public enum Level {

		BRONZE, SILVER, GOLD

	}

}
