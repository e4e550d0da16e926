package io.rubro.platform.console.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.console.internal.assets.TestConsole;
import io.rubro.platform.console.internal.live.LiveStreams;
import io.rubro.platform.console.internal.modules.ModuleCatalog;
import io.rubro.platform.console.internal.search.SearchAnswer.Hit;
import io.rubro.platform.console.internal.testing.FolderModule;
import io.rubro.platform.module.Module.Kind;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.search.SearchProvider;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

class SearchTest {

    private final TestPlatform platform = TestDatabase.DERBY.start();
    private final LiveStreams live = new LiveStreams(platform.transactions());
    private final ModuleCatalog catalog = new ModuleCatalog(live);
    private final Search search = new Search(catalog, Duration.ofMillis(300));
    private final CountDownLatch end = new CountDownLatch(1);

    private interface Finder {
        List<SearchHit> search(String text, int limit) throws Exception;
    }

    @BeforeEach
    void providers() {
        provide("crm", 1, (text, limit) -> IntStream.range(0, 30)
                .mapToObj(i -> new SearchHit("user", text + i, Tenant.current().toString(), "contacts/" + i))
                .toList());
        provide("broken", 2, (text, limit) -> {
            throw new IllegalStateException("no index");
        });
        provide("slow", 3, (text, limit) -> {
            end.await();
            return List.of();
        });
    }

    @AfterEach
    void stop() {
        end.countDown();
        search.close();
        live.close();
        platform.close();
    }

    private void provide(String module, long bundleId, Finder finder) {
        FolderModule owner = FolderModule.of(module, Kind.CORE, "", bundleId, Map.of());
        catalog.addModule(owner);
        search.addProvider(
                new SearchProvider() {
                    @Override
                    public String permission() {
                        return module + ".record.read";
                    }

                    @Override
                    public List<SearchHit> search(String text, int limit) {
                        try {
                            return finder.search(text, limit);
                        } catch (RuntimeException e) {
                            throw e;
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                },
                reference(owner.bundle()));
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<SearchProvider> reference(Bundle bundle) {
        return (ServiceReference<SearchProvider>) Proxy.newProxyInstance(
                SearchTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (p, method, args) -> bundle);
    }

    @Test
    void who_answers_in_time_is_heard_and_the_others_are_named() {
        Caller owner = TestConsole.caller(TestConsole.SHOP, "*");

        SearchAnswer answer = search.find(owner, "ana", 5);

        assertThat(answer.items()).hasSize(5);
        assertThat(answer.items().get(0))
                .isEqualTo(new Hit("crm", "user", "ana0", TestConsole.SHOP.toString(), "contacts/0"));
        assertThat(answer.incomplete()).containsExactly("broken", "slow");
    }

    @Test
    void only_what_the_caller_may_read_is_asked() {
        SearchAnswer answer = search.find(TestConsole.caller(TestConsole.SHOP, "broken.record.read"), "ana", 5);

        assertThat(answer.items()).isEmpty();
        assertThat(answer.incomplete()).containsExactly("broken");
    }

    @Test
    void a_provider_that_never_answers_does_not_take_the_search_with_it() {
        Caller everything = TestConsole.caller(TestConsole.SHOP, "crm.record.read", "slow.record.read");
        for (int i = 0; i < 30; i++) {
            search.find(TestConsole.caller(TestConsole.SHOP, "slow.record.read"), "ana", 5);
        }

        SearchAnswer answer = search.find(everything, "ana", 5);

        assertThat(answer.items()).hasSize(5);
        assertThat(answer.incomplete()).containsExactly("slow");
    }
}
