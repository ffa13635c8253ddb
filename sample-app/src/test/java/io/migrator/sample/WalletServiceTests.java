package io.migrator.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class WalletServiceTests {

	private static int number;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	private RestTestClient http = RestTestClient.bindToServer().build();

	@BeforeEach
	void bind() {
		this.http = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@Test
	void listsAPortfolioThatWasCreated() {
		String name = "Portfolio " + (++number);

		int id = id(post("/portfolios", Map.of("name", name)));

		get("/portfolios").expectStatus().isOk().expectBody().jsonPath("$[?(@.id == " + id + ")].name").isEqualTo(name);
	}

	@Test
	void refusesASecondPortfolioOfTheSameNameAndNamesTheConstraint() {
		Map<String, Object> portfolio = Map.of("name", "Portfolio " + (++number));
		post("/portfolios", portfolio).expectStatus().isCreated();

		post("/portfolios", portfolio).expectStatus()
			.isEqualTo(409)
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.constraint")
			.isEqualTo("portfolios_name_unique");
	}

	@Test
	void holdsWhatIsAvailableAndFreesItAgain() {
		int wallet = wallet(100, 10);

		int hold = id(post("/wallets/" + wallet + "/holds", Map.of("amount", 60, "reason", "a deal")));
		get("/wallets/" + wallet).expectBody()
			.jsonPath("$.held")
			.isEqualTo(60.0)
			.jsonPath("$.available")
			.isEqualTo(30.0);

		post("/wallets/" + wallet + "/holds", Map.of("amount", 30.01, "reason", "another deal")).expectStatus()
			.isEqualTo(409)
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Only 30.00 EUR of wallet " + wallet + " can be held");

		post("/holds/" + hold + "/release", Map.of()).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("released");
		get("/wallets/" + wallet).expectBody().jsonPath("$.available").isEqualTo(90.0);
		post("/holds/" + hold + "/release", Map.of()).expectStatus().isEqualTo(409);
	}

	@Test
	void neverPromisesTheSameMoneyTwice() throws Exception {
		int wallet = wallet(100, 0);
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<Integer>> answers = IntStream.range(0, 8).mapToObj((i) -> threads.submit(() -> {
				start.await();
				return post("/wallets/" + wallet + "/holds", Map.of("amount", 40, "reason", "race")).returnResult()
					.getStatus()
					.value();
			})).toList();
			start.countDown();

			int placed = 0;
			for (Future<Integer> answer : answers) {
				placed += (answer.get() == 201) ? 1 : 0;
			}
			assertThat(placed).isEqualTo(2);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void collectsACoverageFromItsWallet() {
		int wallet = wallet(100, 0);
		int coverage = coverage(wallet, 75);

		changeStatus(coverage, "requested").expectBody().jsonPath("$.walletHoldId").isNumber();
		get("/wallets/" + wallet).expectBody()
			.jsonPath("$.balance")
			.isEqualTo(100.0)
			.jsonPath("$.available")
			.isEqualTo(25.0);
		changeStatus(coverage, "collected").expectBody().jsonPath("$.collectedAt").isNotEmpty();

		get("/wallets/" + wallet).expectBody().jsonPath("$.balance").isEqualTo(25.0).jsonPath("$.held").isEqualTo(0);
		get("/portfolios/" + portfolioOf(wallet) + "/wallets").expectBody()
			.jsonPath("$[0].available")
			.isEqualTo(25.0)
			.jsonPath("$[0].held")
			.isEqualTo(0.0);
		get("/coverages?status=collected").expectBody().jsonPath("$[?(@.id == " + coverage + ")]").isNotEmpty();
	}

	@Test
	void requestsAFailedCoverageAgain() {
		int wallet = wallet(100, 0);
		int coverage = coverage(wallet, 75);

		changeStatus(coverage, "requested").expectStatus().isOk();
		changeStatus(coverage, "failed").expectStatus().isOk();
		get("/wallets/" + wallet).expectBody().jsonPath("$.available").isEqualTo(100.0);

		changeStatus(coverage, "requested").expectStatus().isOk();
	}

	@Test
	void sweepsACollectionThatCameToNothingAndFreesItsHold() {
		int wallet = wallet(100, 0);
		int stale = coverage(wallet, 75);
		int fresh = coverage(wallet, 20);
		changeStatus(stale, "requested").expectStatus().isOk();
		changeStatus(fresh, "requested").expectStatus().isOk();
		this.jdbc.sql("UPDATE wallet_holds SET created_at = now() - interval '8 days' WHERE reason = ?")
			.param("coverage " + stale)
			.update();

		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> post("/sweeper", Map.of()).returnResult().getStatus().is2xxSuccessful());

		get("/wallets/" + wallet).expectBody()
			.jsonPath("$.held")
			.isEqualTo(20.0)
			.jsonPath("$.available")
			.isEqualTo(80.0);
		get("/coverages?status=failed").expectBody().jsonPath("$[?(@.id == " + stale + ")]").isNotEmpty();
		get("/coverages?status=requested").expectBody().jsonPath("$[?(@.id == " + fresh + ")]").isNotEmpty();
	}

	@Test
	void refusesAStatusThatDoesNotFollow() {
		int coverage = coverage(wallet(100, 0), 75);

		changeStatus(coverage, "collected").expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("A coverage that is pending cannot become collected");
	}

	@Test
	void saysWhatIsMissingOrUnknown() {
		post("/portfolios", Map.of()).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Say the name");
		get("/wallets/4711").expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("There is no wallet 4711");
		post("/wallets/" + wallet(10, 0) + "/holds", Map.of("amount", -1, "reason", "a slip")).expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.constraint")
			.isEqualTo("wallet_holds_amount_check");
	}

	private int portfolio() {
		return id(post("/portfolios", Map.of("name", "Portfolio " + (++number))));
	}

	private int wallet(int balance, int minimumBalance) {
		return id(post("/portfolios/" + portfolio() + "/wallets",
				Map.of("name", "Operating", "currency", "EUR", "balance", balance, "minimumBalance", minimumBalance)));
	}

	private int portfolioOf(int wallet) {
		String body = get("/wallets/" + wallet).expectBody(String.class).returnResult().getResponseBody();
		return JsonPath.read(body, "$.portfolioId");
	}

	private int coverage(int wallet, int amount) {
		int deal = id(post("/deals", Map.of("portfolioId", portfolio(), "reference", "DEAL-" + (++number), "currency",
				"EUR", "fundingTarget", 500)));
		int coverage = id(post("/deals/" + deal + "/coverages", Map.of("walletId", wallet, "amount", amount)));
		get("/deals/" + deal).expectBody().jsonPath("$.covered").isEqualTo((double) amount);
		return coverage;
	}

	private ResponseSpec changeStatus(int coverage, String status) {
		return this.http.put()
			.uri("/coverages/" + coverage + "/collection-status")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("status", status))
			.exchange();
	}

	private ResponseSpec get(String path) {
		return this.http.get().uri(path).exchange();
	}

	private ResponseSpec post(String path, Map<String, ?> body) {
		return this.http.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private static int id(ResponseSpec response) {
		String body = response.expectStatus().isCreated().expectBody(String.class).returnResult().getResponseBody();
		return JsonPath.read(body, "$.id");
	}

}
