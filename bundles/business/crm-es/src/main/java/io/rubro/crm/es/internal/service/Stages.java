package io.rubro.crm.es.internal.service;

import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Pipelines;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The states of an opportunity in the Spanish API and the stages of a pipeline, which an organisation may have changed. A
 * state leads to the stage that means it, or to the nearest before it; a stage that no state means is told by the state it
 * comes closest to.
 */
@Component(service = Stages.class)
public final class Stages {

    private static final String INITIAL = "inicial";
    private static final String CONTACT = "contacto";
    private static final String PROPOSAL = "propuesta";
    private static final String NEGOTIATION = "negociacion";

    /** The stages every organisation starts with, by their keys. */
    private static final Map<String, String> STATES = Map.of(
            "initial", INITIAL,
            "qualification", CONTACT,
            "demo", CONTACT,
            "proposal", PROPOSAL,
            "negotiation", NEGOTIATION);

    private static final List<Word<String>> OPEN = List.of(
            new Word<>(INITIAL, "initial"),
            new Word<>(CONTACT, "qualification"),
            new Word<>(PROPOSAL, "proposal"),
            new Word<>(NEGOTIATION, "negotiation"),
            new Word<>("ganada", StageKind.WON.name()),
            new Word<>("perdida", StageKind.LOST.name()));

    private final Pipelines pipelines;

    @Activate
    public Stages(@Reference Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * The stage of the standard pipeline for a state.
     *
     * @throws ProblemException 422 if there is no such state
     */
    Stage of(String state) {
        String key = Word.read(OPEN, "estado", state);
        List<Stage> stages = pipelines.standard().stages();
        return stages.stream()
                .filter(stage -> stage.key().equals(key) || stage.kind().name().equals(key))
                .findFirst()
                .orElseGet(() -> nearest(stages, key));
    }

    /** The open stage as far along as the state that has no stage of its own. */
    private static Stage nearest(List<Stage> stages, String key) {
        List<Stage> open =
                stages.stream().filter(stage -> stage.kind() == StageKind.OPEN).toList();
        int place =
                List.of("initial", "qualification", "proposal", "negotiation").indexOf(key);
        return open.get(place * (open.size() - 1) / 3);
    }

    /** The state for the stage an opportunity is in. */
    String state(Opportunity opportunity) {
        return switch (opportunity.kind()) {
            case WON -> "ganada";
            case LOST -> "perdida";
            case OPEN -> state(pipelines.get(opportunity.pipelineId()), opportunity.stageId());
        };
    }

    private static String state(Pipeline pipeline, Id id) {
        List<Stage> open = pipeline.stages().stream()
                .filter(stage -> stage.kind() == StageKind.OPEN)
                .toList();
        Optional<Stage> stage = open.stream().filter(s -> s.id().equals(id)).findFirst();
        return stage.map(Stage::key).map(STATES::get).orElseGet(() -> {
            int place = stage.map(open::indexOf).orElse(0);
            return place == 0 ? INITIAL : place == open.size() - 1 ? NEGOTIATION : PROPOSAL;
        });
    }
}
