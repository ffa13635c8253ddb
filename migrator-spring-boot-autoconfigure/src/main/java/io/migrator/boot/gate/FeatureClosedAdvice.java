package io.migrator.boot.gate;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers calls to what is closed, in Spring MVC and WebFlux alike. Comes before what
 * handles all exceptions, and after what has an order of its own.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class FeatureClosedAdvice {

	private static final String SECONDS = "5";

	@ExceptionHandler
	ResponseEntity<ProblemDetail> closed(FeatureClosedException ex) {
		HttpStatusCode status = HttpStatusCode.valueOf(ex.otherwise().status());
		boolean later = ex.otherwise() == RequiresFeature.Otherwise.SERVICE_UNAVAILABLE;
		ProblemDetail detail = later ? ProblemDetail.forStatusAndDetail(status, ex.getMessage() + " for now")
				: ProblemDetail.forStatus(status);
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
		return (later ? answer.header(HttpHeaders.RETRY_AFTER, SECONDS) : answer).body(detail);
	}

}
