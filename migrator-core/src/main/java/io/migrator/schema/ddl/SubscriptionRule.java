package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions. No statement talks to the publisher: what is tried on a shadow would
 * otherwise use the slot of the real one. So a subscription is made without connecting,
 * which leaves it disabled, is never enabled, and lets go of its slot before it is
 * dropped.
 */
final class SubscriptionRule implements Rule {

	private static final List<String> OPTIONS = List.of("slot", "binary", "streaming", "synchronous_commit",
			"disable_on_error", "origin", "password_required", "run_as_owner");

	/** What the publisher must hear of if there is a slot. */
	private static final List<String> FIXED = List.of("two_phase", "failover");

	@Override
	public void create(Fact fact, Work work) {
		String connection = connection(fact);
		if (connection == null || !fact.is("disabled")) {
			work.unsupported().add(fact.id());
			return;
		}
		List<String> options = new ArrayList<>(List.of("connect = false"));
		for (String option : OPTIONS) {
			// The default of some is another one in each version
			if (fact.text(option) != null || option.equals("streaming")) {
				options.add(option(option, fact));
			}
		}
		FIXED.stream().filter(fact::is).map((option) -> option + " = true").forEach(options::add);
		work.create(fact, "CREATE SUBSCRIPTION " + Targets.name(fact.id()) + " CONNECTION " + Names.literal(connection)
				+ " PUBLICATION " + publications(fact) + " WITH (" + String.join(", ", options) + ")");
	}

	/** How it connects, if that is known. */
	private static @Nullable String connection(Fact fact) {
		String known = fact.text("_connection");
		String shown = fact.text("connection");
		return (known != null) ? known : (shown != null && shown.startsWith("sha256:")) ? null : shown;
	}

	private static String publications(Fact fact) {
		return String.join(", ", fact.list("publications").stream().map(Names::quote).toList());
	}

	private static String option(String option, Fact fact) {
		String value = fact.text(option);
		return switch (option) {
			case "slot" -> "slot_name = " + ((value == null) ? Names.literal(fact.id().name())
					: value.equals("none") ? "NONE" : Names.literal(value));
			case "synchronous_commit", "streaming" -> option + " = " + ((value != null) ? value : "off");
			case "origin" -> option + " = " + ((value != null) ? value : "any");
			case "password_required" -> option + " = " + (value == null);
			default -> option + " = " + fact.is(option);
		};
	}

	@Override
	public void drop(Fact fact, Work work) {
		Action drop = work.drop(fact, "DROP SUBSCRIPTION " + Targets.name(fact.id()));
		String slot = Objects.requireNonNullElse(fact.text("slot"), fact.id().name());
		Action disabling = null;
		if (!fact.is("disabled")) {
			disabling = alter(fact, "DISABLE", work).first();
			drop.after(disabling);
		}
		if (!slot.equals("none")) {
			drop.after(alter(fact, "SET (slot_name = NONE)", work).first().after(disabling))
				.loses("what subscription " + fact.id().path()
						+ " has received so far; the publisher keeps all from there on in the slot " + slot
						+ " until somebody drops it there");
		}
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = Objects.requireNonNull(change.before());
		Fact after = Objects.requireNonNull(change.after());
		List<String> attributes = change.attributes();
		if (attributes.contains("disabled") && !after.is("disabled")
				|| attributes.contains("connection") && connection(after) == null) {
			return Verdict.UNSUPPORTED;
		}
		if (attributes.stream().noneMatch(FIXED::contains)) {
			return Verdict.ALTER;
		}
		boolean idle = before.is("disabled") && after.is("disabled") && "none".equals(before.text("slot"));
		return (idle && connection(after) != null) ? Verdict.REPLACE : Verdict.UNSUPPORTED;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		Action disabling = attributes.contains("disabled") ? alter(after, "DISABLE", work) : null;
		if (attributes.contains("connection")) {
			alter(after, "CONNECTION " + Names.literal(Objects.requireNonNull(connection(after))), work)
				.after(disabling);
		}
		if (attributes.contains("publications")) {
			alter(after, "SET PUBLICATION " + publications(after) + " WITH (refresh = false)", work).after(disabling);
		}
		List<String> options = OPTIONS.stream()
			.filter(attributes::contains)
			.map((option) -> option(option, after))
			.toList();
		if (!options.isEmpty()) {
			alter(after, "SET (" + String.join(", ", options) + ")", work).after(disabling);
		}
	}

	private static Action alter(Fact fact, String clause, Work work) {
		return work.alter(fact.id(), "ALTER SUBSCRIPTION " + Targets.name(fact.id()) + " " + clause);
	}

}
