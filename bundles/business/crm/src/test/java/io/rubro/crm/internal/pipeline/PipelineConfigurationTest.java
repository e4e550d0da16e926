package io.rubro.crm.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.internal.pipeline.PipelineDraft.StageDraft;
import io.rubro.crm.internal.pipeline.PipelineSettings.Settings;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityMove;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineConfigurationTest {

    private Sales sales;

    @AfterEach
    void stop() {
        sales.close();
    }

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    private Pipeline standard() {
        return sales.in(sales.pipelines::standard);
    }

    private static List<StageDraft> drafts(Pipeline pipeline) {
        List<StageDraft> drafts = new ArrayList<>();
        pipeline.stages()
                .forEach(s -> drafts.add(new StageDraft(s.id(), s.name(), s.kind(), s.probability(), s.idleDays())));
        return drafts;
    }

    private Pipeline save(Pipeline old, List<StageDraft> stages, Map<String, String> moves) {
        return sales.in(() -> sales.configuration.update(
                old.id(), new IfMatch(old.version()), new PipelineDraft(old.name(), null, stages, moves)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_organisation_begins_with_the_usual_pipeline_in_its_language(TestDatabase database) {
        sales = new Sales(database);
        Pipeline standard = standard();
        assertThat(standard.standard()).isTrue();
        assertThat(standard.name()).isEqualTo("Ventas");
        assertThat(standard.stages())
                .extracting(Stage::key)
                .containsExactly("initial", "qualification", "demo", "proposal", "negotiation", "won", "lost");
        assertThat(standard.stages()).extracting(Stage::probability).containsExactly(10, 20, 40, 60, 80, 100, 0);
        assertThat(standard.stages().get(0).name()).isEqualTo("Contacto inicial");
        assertThat(Tenant.call(Crm.ENGLISH, sales.pipelines::standard).stages())
                .extracting(Stage::name)
                .startsWith("First contact", "Qualification");
        assertThat(Tenant.call(Crm.ARGENTINA, sales.pipelines::standard).stages())
                .extracting(Stage::name)
                .contains("Calificación");
        assertThat(sales.in(sales.settings::get)).satisfies(settings -> {
            assertThat(settings.alertDays()).isEqualTo(7);
            assertThat(settings.lostReasons()).hasSize(6).startsWith("Precio demasiado alto");
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eight_who_look_first_at_the_same_moment_find_one_pipeline(TestDatabase database) throws Exception {
        sales = new Sales(database);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch together = new CountDownLatch(8);
        List<Future<Id>> found = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean writes = i % 2 == 0;
            found.add(threads.submit(() -> {
                together.countDown();
                together.await();
                return writes ? sales.create("x").pipelineId() : standard().id();
            }));
        }
        Set<Id> ids = new HashSet<>();
        for (Future<Id> id : found) {
            ids.add(id.get());
        }
        threads.shutdown();
        assertThat(ids).hasSize(1);
        assertThat(sales.in(sales.pipelines::list)).hasSize(1);
        assertThat(standard().stages()).hasSize(7);
        assertThat(sales.in(sales.settings::get).lostReasons()).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void stages_are_added_renamed_and_put_in_another_order(TestDatabase database) {
        sales = new Sales(database);
        Pipeline old = standard();
        List<StageDraft> stages = drafts(old);
        Collections.swap(stages, 0, 1);
        stages.add(2, new StageDraft(null, " Visita técnica ", null, 35, 5));
        StageDraft demo = stages.get(3);
        stages.set(3, new StageDraft(demo.id(), "Prueba", null, 45, null));
        Pipeline saved = save(old, stages, Map.of());
        assertThat(saved.stages())
                .extracting(Stage::key)
                .startsWith("qualification", "initial", "visita-tecnica", "demo");
        assertThat(saved.stages().get(2).name()).isEqualTo("Visita técnica");
        assertThat(saved.stages().get(2).idleDays()).isEqualTo(5);
        assertThat(saved.stages().get(3).name()).isEqualTo("Prueba");
        assertThat(saved.stages().get(3).probability()).isEqualTo(45);
        assertThat(saved.stages().get(3).idleDays()).isNull();
        assertThat(sales.in(() -> sales.pipelines.get(old.id()))).isEqualTo(saved);
        assertThat(problem(() -> save(old, stages, Map.of())).status()).isEqualTo(412);
        assertThat(sales.create("x").stageId()).isEqualTo(saved.stages().get(0).id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_stage_with_cards_goes_only_if_it_is_said_where_they_go(TestDatabase database) {
        sales = new Sales(database);
        Opportunity one =
                sales.create(sales.draft("one", "1", sales.stage("demo").id(), null));
        Opportunity two =
                sales.create(sales.draft("two", "1", sales.stage("demo").id(), null));
        Opportunity there = sales.move(sales.create("there"), "proposal");
        Pipeline old = standard();
        List<StageDraft> stages = drafts(old);
        Id demo = stages.remove(2).id();
        ProblemException refused = problem(() -> save(old, stages, Map.of()));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("crm.pipeline.stage-has-cards");
        assertThat(refused.args()).containsEntry("count", 2L).containsEntry("stage", "Demostración");
        Id won = sales.stage("won").id();
        assertThat(problem(() -> save(old, stages, Map.of(demo.toString(), won.toString())))
                        .status())
                .isEqualTo(409);
        assertThat(standard()).isEqualTo(old);

        Id proposal = sales.stage("proposal").id();
        Pipeline saved = save(old, stages, Map.of(demo.toString(), proposal.toString()));
        assertThat(saved.stages()).extracting(Stage::key).doesNotContain("demo");
        assertThat(sales.get(one).stageId()).isEqualTo(proposal);
        assertThat(sales.get(one).probability()).isEqualTo(60);
        assertThat(List.of(
                        sales.get(there).rank(),
                        sales.get(two).rank(),
                        sales.get(one).rank()))
                .isSorted();
        List<OpportunityMove> history = sales.in(() -> sales.opportunities.history(one.id()));
        assertThat(history).extracting(OpportunityMove::to).containsExactly(demo, proposal);
        assertThat(sales.in(sales.pipelines::stageNames)).containsEntry(demo, "Demostración");
        assertThat(problem(() -> sales.in(() -> sales.opportunities.move(one.id(), new IfMatch(-1), demo, null, null)))
                        .status())
                .isEqualTo(404);
        // its key stays that of the stage that was taken away
        List<StageDraft> again = drafts(saved);
        again.add(1, new StageDraft(null, "Demo", StageKind.OPEN, 40, null));
        assertThat(save(saved, again, Map.of()).stages().get(1).key()).isEqualTo("demo-2");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_no_pipeline_is_refused(TestDatabase database) {
        sales = new Sales(database);
        Pipeline old = standard();
        List<StageDraft> withoutLost = drafts(old);
        withoutLost.remove(6);
        List<StageDraft> wonFirst = drafts(old);
        Collections.swap(wonFirst, 0, 5);
        List<StageDraft> twice = drafts(old);
        twice.set(1, twice.get(0));
        List<StageDraft> anotherWon = drafts(old);
        anotherWon.set(5, new StageDraft(null, "Cobrada", StageKind.WON, 100, null));
        List<StageDraft> wrong = drafts(old);
        wrong.set(0, new StageDraft(wrong.get(0).id(), "", StageKind.WON, 101, 0));
        for (List<StageDraft> stages :
                List.of(withoutLost, wonFirst, twice, anotherWon, wrong, List.<StageDraft>of())) {
            assertThat(problem(() -> save(old, stages, Map.of())).status()).isEqualTo(422);
        }
        assertThat(problem(() -> save(old, wrong, Map.of())).errors())
                .extracting(FieldError::field)
                .contains("stages[0].name", "stages[0].kind", "stages[0].probability", "stages[0].idleDays");
        assertThat(standard()).isEqualTo(old);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void there_are_several_pipelines_and_one_is_the_standard_one(TestDatabase database) {
        sales = new Sales(database);
        Pipeline first = standard();
        Pipeline second = sales.in(() -> sales.configuration.create(new PipelineDraft("Proyectos", null, null, null)));
        assertThat(second.stages()).hasSize(7);
        assertThat(second.standard()).isFalse();
        assertThat(problem(() -> sales.in(
                                () -> sales.configuration.create(new PipelineDraft("PROYECTOS", null, null, null))))
                        .code())
                .isEqualTo("crm.pipeline.name-taken");

        sales.in(() -> sales.configuration.update(
                second.id(), new IfMatch(second.version()), new PipelineDraft("Proyectos", true, null, null)));
        assertThat(standard().id()).isEqualTo(second.id());
        assertThat(sales.in(sales.pipelines::list))
                .extracting(Pipeline::standard)
                .containsExactly(true, false);

        IfMatch any = new IfMatch(-1);
        assertThat(problem(() -> archive(second.id(), any)).code()).isEqualTo("crm.pipeline.is-standard");
        Opportunity open =
                sales.create(sales.draft("x", "1", first.stages().get(0).id(), null));
        assertThat(problem(() -> archive(first.id(), any)).code()).isEqualTo("crm.pipeline.has-open");
        sales.in(() ->
                sales.opportunities.move(open.id(), any, first.stages().get(5).id(), null, null));
        archive(first.id(), any);
        assertThat(sales.in(sales.pipelines::list)).extracting(Pipeline::id).containsExactly(second.id());
        assertThat(sales.in(() -> sales.pipelines.all(true)))
                .extracting(Pipeline::id)
                .containsExactly(first.id());
        assertThat(sales.in(() -> sales.configuration.restore(first.id())).archivedAt())
                .isNull();
    }

    private Object archive(Id id, IfMatch seen) {
        return sales.in(() -> {
            sales.configuration.archive(id, seen);
            return id;
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_settings_are_replaced_as_a_whole(TestDatabase database) {
        sales = new Sales(database);
        Settings set =
                sales.in(() -> sales.settings.set(new Settings(null, List.of(" Precio ", "precio", "Otro proveedor"))));
        assertThat(set).isEqualTo(new Settings(null, List.of("Precio", "Otro proveedor")));
        assertThat(sales.in(sales.settings::get)).isEqualTo(set);
        assertThat(problem(() -> sales.in(() -> sales.settings.set(new Settings(366, List.of("")))))
                        .errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("alertDays", "lostReasons");
        assertThat(Tenant.call(Crm.ENGLISH, sales.settings::get).alertDays()).isEqualTo(7);
    }
}
