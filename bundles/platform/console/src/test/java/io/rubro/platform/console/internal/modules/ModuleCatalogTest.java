package io.rubro.platform.console.internal.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.console.internal.assets.TestConsole;
import io.rubro.platform.console.internal.live.LiveStreams;
import io.rubro.platform.console.internal.modules.ConsoleSection.NavEntry;
import io.rubro.platform.console.internal.testing.FolderModule;
import io.rubro.platform.module.Module.Kind;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.security.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleCatalogTest {

    private static final String SECTION =
            """
            {"nav":[{"path":"notes","label":{"es":"Notas","en":"Notes"},"icon":"file-text","section":"rubro","order":20,
                     "permission":"notes.note.read"},
                    {"path":"keys","label":{"es":"Claves"},"icon":"key","section":"system","order":1,
                     "permission":"platform.keys.manage"}],
             "pages":[{"path":"notes","view":"notes","title":{"es":"Notas"},"permission":"notes.note.read"},
                      {"path":"notes/:id","page":"pages/note.json","title":{"es":"Nota"},"permission":"notes.note.write"}],
             "widgets":[{"id":"latest","view":"latest","title":{"es":"Últimas"},"size":"m","order":10,
                         "permission":"notes.note.read"}],
             "commands":[{"path":"notes/new","label":{"es":"Nueva"},"icon":"plus","permission":"notes.note.write"}]}""";

    private static Caller caller(String... permissions) {
        return TestConsole.caller(TestConsole.SHOP, permissions);
    }

    @Test
    void everybody_sees_the_modules_and_of_their_screens_what_he_may_use() {
        try (TestPlatform platform = TestDatabase.DERBY.start()) {
            LiveStreams live = new LiveStreams(platform.transactions());
            ModuleCatalog catalog = new ModuleCatalog(live);
            catalog.addModule(FolderModule.of("zoo", Kind.PLUGIN, "", 2, Map.of()));
            catalog.addModule(FolderModule.of(
                    "notes",
                    Kind.CORE,
                    SECTION,
                    1,
                    Map.of("console/main.js", "", "console/i18n/es.json", "{}", "console/i18n/en.json", "{}")));

            assertThat(catalog.list(caller(), "ES"))
                    .extracting(ConsoleModule::id, ConsoleModule::kind, ConsoleModule::script, ConsoleModule::rest)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("notes", "core", "main.js", "/api/v1/notes"),
                            org.assertj.core.groups.Tuple.tuple("zoo", "plugin", null, "/api/v1/rubros/zoo"));
            ConsoleSection viewer =
                    catalog.list(caller("notes.note.read"), "ES").get(0).section();
            assertThat(viewer.nav()).extracting(NavEntry::path).containsExactly("notes");
            assertThat(viewer.pages()).hasSize(1);
            assertThat(viewer.widgets()).hasSize(1);
            assertThat(viewer.commands()).isEmpty();
            assertThat(catalog.list(caller("notes.note.read"), "ES").get(0).denied())
                    .containsExactly("notes/:id");
            assertThat(catalog.list(caller(), "ES").get(0).denied()).containsExactly("notes", "notes/:id");
            assertThat(catalog.list(caller("*"), "ES").get(0).denied()).isEmpty();
            ConsoleSection owner = catalog.list(caller("*"), "ES").get(0).section();
            assertThat(owner.nav()).extracting(NavEntry::path).containsExactly("notes");
            assertThat(owner.pages()).hasSize(2);
            assertThat(catalog.list(caller(), "ES").get(0).languages()).containsExactly("en", "es");
            live.close();
        }
    }

    @Test
    void what_is_for_one_country_is_not_shown_in_another() {
        try (TestPlatform platform = TestDatabase.DERBY.start()) {
            LiveStreams live = new LiveStreams(platform.transactions());
            ModuleCatalog catalog = new ModuleCatalog(live);
            String nav = "{\"path\":\"notes\",\"label\":{\"es\":\"Notas\"},\"icon\":\"key\",\"section\":\"rubro\","
                    + "\"permission\":\"notes.note.read\"%s}";
            String part = nav.formatted(",\"countries\":[\"ES\",\"PT\"]");
            catalog.addModule(FolderModule.of("part", Kind.CORE, "{\"nav\":[" + part + "]}", 1, Map.of()));
            String whole = "{\"countries\":[\"AR\"],\"nav\":[" + nav.formatted("") + "]}";
            catalog.addModule(FolderModule.of("whole", Kind.CORE, whole, 2, Map.of()));

            assertThat(shown(catalog, "ES")).containsExactly("part");
            assertThat(shown(catalog, "PT")).containsExactly("part");
            assertThat(shown(catalog, "AR")).containsExactly("whole");
            assertThat(shown(catalog, null)).isEmpty();
            assertThat(catalog.list(caller("*"), null)).hasSize(2);
            live.close();
        }
    }

    private static List<String> shown(ModuleCatalog catalog, @Nullable String country) {
        return catalog.list(caller("*"), country).stream()
                .filter(module -> !module.section().nav().isEmpty())
                .map(ConsoleModule::id)
                .toList();
    }

    @Test
    void a_module_with_a_section_in_error_is_listed_without_screens() {
        try (TestPlatform platform = TestDatabase.DERBY.start()) {
            LiveStreams live = new LiveStreams(platform.transactions());
            ModuleCatalog catalog = new ModuleCatalog(live);

            catalog.addModule(FolderModule.of("notes", Kind.CORE, "{\"nav\":[{\"path\":\"/../x\"}]}", 1, Map.of()));

            assertThat(catalog.list(caller("*"), "ES").get(0).section().nav()).isEmpty();
            live.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'nav':[{'path':'../x','label':{'es':'X'},'icon':'x','section':'rubro','permission':'a.b.c'}] | path",
                "'nav':[{'path':'x','label':{'en':'X'},'icon':'x','section':'rubro','permission':'a.b.c'}] | label.es",
                "'nav':[{'path':'x','label':{'es':'X'},'icon':'x','section':'top','permission':'a.b.c'}] | section",
                "'nav':[{'path':'x','label':{'es':'X'},'icon':'x','section':'rubro'}] | permission",
                "'pages':[{'path':'x','title':{'es':'X'},'permission':'a.b.c'}] | either a view or a page",
                "'pages':[{'path':'x','page':'../../etc.json','title':{'es':'X'},'permission':'a.b.c'}] | page",
                "'countries':['es'] | countries",
                "'widgets':[{'id':'x','view':'x','title':{'es':'X'},'size':'xl','permission':'a.b.c'}] | size",
                "'sections':[{'id':'x','view':'x','at':'nowhere','permission':'a.b.c'}] | at",
                "'sections':[{'id':'x','view':'x','at':'billing.invoice'}] | permission"
            })
    void what_is_wrong_with_a_section_is_said(String section, String reason) {
        String descriptor = "{'name':{'es':'X'},'console':{" + section + "}}";

        assertThatThrownBy(() -> ConsoleSection.read(descriptor.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
