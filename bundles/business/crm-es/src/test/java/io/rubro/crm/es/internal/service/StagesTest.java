package io.rubro.crm.es.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Pipelines;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagesTest {

    private static Pipeline pipeline(String... open) {
        List<Stage> stages = new ArrayList<>();
        for (String key : open) {
            stages.add(new Stage(new Id(stages.size() + 1), key, key, StageKind.OPEN, 50, null));
        }
        stages.add(new Stage(new Id(98), "won", "Ganada", StageKind.WON, 100, null));
        stages.add(new Stage(new Id(99), "lost", "Perdida", StageKind.LOST, 0, null));
        return new Pipeline(new Id(7), "Ventas", stages, true, null, 1);
    }

    private static final Pipeline USUAL = pipeline("initial", "qualification", "demo", "proposal", "negotiation");

    private record Fixed(Pipeline standard) implements Pipelines {
        @Override
        public List<Pipeline> list() {
            return List.of(standard);
        }

        @Override
        public Pipeline get(Id id) {
            return standard;
        }
    }

    private static String state(Pipeline pipeline, Stage stage) {
        return new Stages(new Fixed(pipeline))
                .state(new Opportunity(
                        new Id(1),
                        new Id(2),
                        "Acme",
                        pipeline.id(),
                        stage.id(),
                        stage.kind(),
                        "Contrato",
                        null,
                        BigDecimal.TEN,
                        "EUR",
                        50,
                        null,
                        null,
                        null,
                        null,
                        null,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        1));
    }

    @ParameterizedTest
    @CsvSource({
        "inicial, initial",
        "contacto, qualification",
        "propuesta, proposal",
        "negociacion, negotiation",
        "negociación, negotiation",
        "ganada, won",
        "perdida, lost"
    })
    void a_state_leads_to_the_stage_that_means_it_and_back(String state, String key) {
        Stage stage = new Stages(new Fixed(USUAL)).of(state);
        assertThat(stage.key()).isEqualTo(key);
        assertThat(state(USUAL, stage)).isEqualTo(state.replace("ó", "o"));
    }

    @ParameterizedTest
    @CsvSource({"inicial, uno", "contacto, uno", "propuesta, dos", "negociacion, tres", "ganada, won", "perdida, lost"})
    void in_a_pipeline_of_ones_own_it_leads_to_the_nearest_before_it(String state, String key) {
        assertThat(new Stages(new Fixed(pipeline("uno", "dos", "tres")))
                        .of(state)
                        .key())
                .isEqualTo(key);
        assertThat(new Stages(new Fixed(pipeline("uno"))).of(state).kind()).isIn((Object[]) StageKind.values());
    }

    @Test
    void stages_of_ones_own_are_told_by_the_nearest_state() {
        Pipeline own = pipeline("uno", "dos", "tres");
        assertThat(own.stages())
                .extracting(stage -> state(own, stage))
                .containsExactly("inicial", "propuesta", "negociacion", "ganada", "perdida");
        assertThat(state(USUAL, USUAL.stages().get(2))).isEqualTo("contacto");
    }

    @Test
    void another_state_is_refused() {
        assertThatThrownBy(() -> new Stages(new Fixed(USUAL)).of("quizás"))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(
                                refusal.errors().get(0).args().get("allowed"))
                        .isEqualTo("inicial, contacto, propuesta, negociacion, ganada, perdida"));
    }
}
