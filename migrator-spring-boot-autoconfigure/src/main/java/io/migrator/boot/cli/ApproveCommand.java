package io.migrator.boot.cli;

import java.util.List;

import io.migrator.Migrator;
import io.migrator.error.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Lets a migration be applied that is held until somebody approves of it.
 */
@Command(name = "approve",
		description = "Approve a migration that requires it, as its file is now; the next deploy applies it.")
class ApproveCommand extends MigratorCommand {

	@Parameters(index = "0", paramLabel = "<id>", description = "The migration.")
	String id = "";

	@Option(names = "--reason", paramLabel = "<text>", description = "Why, for the audit log.")
	@Nullable String reason;

	@Option(names = "--revoke", description = "Take the approval back instead.")
	boolean revoke;

	@Override
	int run(Migrator migrator, Output output) {
		if (this.revoke) {
			migrator.revokeApproval(this.id, this.reason);
		}
		else {
			migrator.approve(this.id, this.reason);
		}
		output.answer(
				() -> List.of(this.revoke ? "Took the approval of " + this.id + " back."
						: "Approved " + this.id + "; the next deploy applies it."),
				() -> Documents.resolution(this.id, this.revoke ? "revoked" : "approved"));
		return ExitCodes.DONE;
	}

}
