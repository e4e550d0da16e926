package io.rubro.crm.internal.recommendations;

import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Recommendation;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts advice into words. */
@Component(service = Wording.class)
public final class Wording {

    private final Messages messages;

    @Activate
    public Wording(@Reference Messages messages) {
        this.messages = messages;
    }

    /** The advice in a language; empty if the module that knows its texts is not running. */
    Optional<Recommendation> of(
            Id contact, String name, Advised advised, @Nullable LocalDate plannedFor, Locale locale) {
        Advice advice = advised.advice();
        Map<String, Object> args = Evidence.shown(advice.args(), locale);
        return messages.text(locale, advice.code() + ".title", args)
                .map(title -> new Recommendation(
                        contact,
                        name,
                        advised.rule(),
                        advice.subject(),
                        advice.priority(),
                        title,
                        messages.text(locale, advice.code() + ".reason", args).orElse(""),
                        advice.action(),
                        plannedFor));
    }
}
