package io.migrator.boot.jpa.shop;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * What somebody bought.
 */
@Entity
@Table(name = "order")
public class Purchase {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "purchases")
	@SequenceGenerator(name = "purchases", sequenceName = "purchase_ids", allocationSize = 20, initialValue = 1000)
	Long id;

	@ManyToOne(optional = false)
	@JoinColumn(foreignKey = @ForeignKey(name = "purchase_of_account"))
	@OnDelete(action = OnDeleteAction.CASCADE)
	Account account;

	OffsetDateTime placedAt;

	@OneToMany(mappedBy = "purchase")
	List<Line> lines = new ArrayList<>();

	@ManyToMany
	Set<Tag> tags = new HashSet<>();

	/**
	 * One line of a purchase.
	 */
	@Entity
	@Table(name = "purchase_lines")
	public static class Line {

		@EmbeddedId
		LineId id;

		@MapsId("purchaseId")
		@ManyToOne
		Purchase purchase;

		int quantity;

	}

	/**
	 * The key of a line.
	 *
	 * @param purchaseId the purchase
	 * @param number the number of the line
	 */
	@Embeddable
	public record LineId(Long purchaseId, int number) {

	}

	/**
	 * A word on a purchase, in a schema of its own.
	 */
	@Entity
	@Table(name = "tags", schema = "catalogue")
	public static class Tag {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false, unique = true)
		String word;

	}

}
