package io.migrator.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * What the service answers when it will not do as it is told, as problem details.
 */
public final class Refusals {

	private Refusals() {
	}

	/**
	 * The request names something that is not there.
	 * @param what what it is
	 * @param id its id
	 * @return a 404
	 */
	public static ErrorResponseException notFound(String what, long id) {
		return refusal(HttpStatus.NOT_FOUND, "There is no " + what + " " + id);
	}

	/**
	 * The request is fine, but not now.
	 * @param why a sentence
	 * @return a 409
	 */
	public static ErrorResponseException conflict(String why) {
		return refusal(HttpStatus.CONFLICT, why);
	}

	/**
	 * Insists on a text.
	 * @param name the property's name
	 * @param value its value
	 * @return the value
	 * @throws ErrorResponseException a 400 if it is missing or blank
	 */
	public static String required(String name, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw refusal(HttpStatus.BAD_REQUEST, "Say the " + name);
		}
		return value;
	}

	/**
	 * Insists on a value.
	 * @param <T> its type
	 * @param name the property's name
	 * @param value its value
	 * @return the value
	 * @throws ErrorResponseException a 400 if it is missing
	 */
	public static <T> T required(String name, @Nullable T value) {
		if (value == null) {
			throw refusal(HttpStatus.BAD_REQUEST, "Say the " + name);
		}
		return value;
	}

	private static ErrorResponseException refusal(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

}
