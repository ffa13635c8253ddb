package io.migrator.sql;

/**
 * Which commands on subscriptions PostgreSQL refuses inside a transaction block: those
 * that talk to the publisher.
 */
final class SubscriptionRule {

	private SubscriptionRule() {
	}

	static boolean refusesTransaction(String verb, Tokens tokens, int at) {
		return switch (verb) {
			case "CREATE" -> createsSlot(tokens, at);
			case "DROP" -> true;
			default -> talksToPublisher(tokens, tokens.behindName(at));
		};
	}

	private static boolean createsSlot(Tokens tokens, int at) {
		int with = with(tokens, at);
		if (with < 0) {
			return true;
		}
		Boolean slot = Options.flag(tokens, with, "create_slot");
		Boolean connect = Options.flag(tokens, with, "connect");
		return (slot != null) ? slot : connect == null || connect;
	}

	private static boolean talksToPublisher(Tokens tokens, int at) {
		if (tokens.is(at, "refresh")) {
			return true;
		}
		if (tokens.is(at + 1, "publication")) {
			int with = with(tokens, at);
			Boolean refresh = (with >= 0) ? Options.flag(tokens, with, "refresh") : null;
			return refresh == null || refresh;
		}
		return tokens.is(at, "set") && tokens.isSymbol(at + 1, "(")
				&& (Options.has(tokens, at + 1, "failover") || Options.has(tokens, at + 1, "two_phase"));
	}

	private static int with(Tokens tokens, int from) {
		for (int i = from; tokens.get(i) != null; i++) {
			if (tokens.is(i, "with") && tokens.isSymbol(i + 1, "(")) {
				return i + 1;
			}
		}
		return -1;
	}

}
