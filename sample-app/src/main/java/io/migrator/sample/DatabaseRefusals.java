package io.migrator.sample;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns what a constraint refuses into a problem detail that names the constraint.
 */
@RestControllerAdvice
class DatabaseRefusals {

	private static final String UNIQUE_VIOLATION = "23505";

	@ExceptionHandler
	ProblemDetail refused(DataIntegrityViolationException ex) {
		ServerErrorMessage message = (ex.getMostSpecificCause() instanceof PSQLException cause)
				? cause.getServerErrorMessage() : null;
		boolean duplicate = message != null && UNIQUE_VIOLATION.equals(message.getSQLState());
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(
				duplicate ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT,
				duplicate ? "There is one like this already" : "The database does not accept these values");
		if (message != null && message.getConstraint() != null) {
			problem.setProperty("constraint", message.getConstraint());
		}
		return problem;
	}

}
