package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.module.Module;
import io.rubro.platform.rest.internal.publish.TestPublishing;
import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules come and go; the others do not notice, and who has gone is gone from memory. */
class PublishingTest {

    private static final String BODY = "{\"title\":\"t\",\"amount\":\"1\",\"count\":1,\"urgent\":false,"
            + "\"lines\":[{\"text\":\"a\",\"quantity\":\"1\"}]}";

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_plugin_answers_at_its_own_path() {
        api.publish(TestModule.plugin("notes", 7), new NotesResource());
        assertThat(api.get("/api/v1/rubros/notes/notes").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/notes/notes").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/rubros/notes/notes", BODY).header("Location"))
                .isEqualTo("/api/v1/rubros/notes/notes/0JCR5M7Q8X2ZP");
    }

    @Test
    void a_stopped_module_will_be_back_and_an_uninstalled_one_will_not() {
        Module module = TestModule.core("notes", 7);
        TestPublishing published = api.publish(module, new NotesResource());
        published.close();
        Answer stopped = api.get("/api/v1/notes/notes");
        assertThat(stopped.status()).isEqualTo(503);
        assertThat(stopped.header("Retry-After")).isEqualTo("2");
        api.uninstall(module);
        assertThat(api.get("/api/v1/notes/notes").status()).isEqualTo(404);
        api.publish(module, new NotesResource());
        assertThat(api.get("/api/v1/notes/notes").status()).isEqualTo(200);
    }

    @Test
    void a_withdrawn_resource_is_not_called_any_more() {
        api.publish(TestModule.core("notes", 7), new NotesResource()).withdraw();
        Answer answer = api.get("/api/v1/notes/notes");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.at("/code")).isEqualTo("rest.unavailable");
    }

    @Test
    void a_request_in_the_old_version_is_answered_by_it() throws Exception {
        SlowResource slow = new SlowResource();
        TestPublishing published = api.publish(TestModule.core("slow", 8), slow);
        CompletableFuture<Answer> request = CompletableFuture.supplyAsync(() -> api.get("/api/v1/slow/slow"));
        assertThat(slow.entered.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> removal = CompletableFuture.runAsync(published::withdraw);
        assertThat(published.server().enter()).isTrue();
        published.server().leave();
        slow.mayLeave.countDown();
        removal.get(10, TimeUnit.SECONDS);
        assertThat(request.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void two_versions_of_a_server_exist_side_by_side_while_one_takes_over() {
        Module module = TestModule.core("notes", 7);
        TestPublishing old = api.publish(module, new NotesResource());
        api.publish(module, new NotesResource());
        assertThat(api.get("/api/v1/notes/notes").status()).isEqualTo(200);
        old.retire();
        assertThat(api.get("/api/v1/notes/notes").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_classes_of_a_module_that_is_gone_are_collected(boolean wasDescribed) throws Exception {
        api.publish(TestModule.core("other", 9), new SlowResource()); // stays, as the rest of the house does
        WeakReference<ClassLoader> loader = useAndRemove(wasDescribed);
        api.get("/api/v1/slow/nothing");
        if (wasDescribed) {
            api.get("/api/openapi.json");
        }
        for (int i = 0; i < 200 && loader.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(loader.get()).as("somebody holds on to the classes").isNull();
    }

    private WeakReference<ClassLoader> useAndRemove(boolean describe) throws Exception {
        ClassLoader loader = new PluginLoader();
        Object resource = loader.loadClass(NotesResource.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        assertThat(resource.getClass()).isNotEqualTo(NotesResource.class);
        Module module = TestModule.plugin("notes", 7);
        TestPublishing published = api.publish(module, resource);
        assertThat(api.get("/api/v1/rubros/notes/notes").status()).isEqualTo(200);
        assertThat(api.post("/api/v1/rubros/notes/notes", BODY).status()).isEqualTo(201);
        assertThat(api.post("/api/v1/rubros/notes/notes", "{\"color\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/rubros/notes/notes", BODY.replace("t\"", "\""))
                        .status())
                .isIn(400, 422);
        assertThat(api.get("/api/v1/rubros/notes/notes/count?color=RED").status())
                .isEqualTo(200);
        if (describe) {
            assertThat(api.get("/api/openapi.json").body()).contains("/api/v1/rubros/notes/notes");
        }
        published.close();
        api.uninstall(module);
        return new WeakReference<>(loader);
    }

    /** Loads the resource and its records once more, as a plugin's bundle would. */
    private static final class PluginLoader extends ClassLoader {
        PluginLoader() {
            super(PublishingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(NotesResource.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
