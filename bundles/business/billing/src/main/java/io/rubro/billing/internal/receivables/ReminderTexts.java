package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.service.Faults;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The levels of reminders and what they say: the organisation's own words, or those that come with the product. */
@Component(service = ReminderTexts.class)
public final class ReminderTexts {

    /** The languages letters are written in. */
    static final List<String> LANGUAGES = List.of("es", "es-AR", "en");

    private static final List<Integer> DAYS = List.of(3, 15, 30);
    private static final int MOST_LEVELS = 9;
    private static final int WRITTEN_LEVELS = 3;
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_TEXT = 4_000;
    private static final List<String> SPANISH = List.of(
            "ES", "MX", "CO", "CL", "PE", "UY", "PY", "BO", "EC", "VE", "CR", "PA", "DO", "GT", "HN", "NI", "SV", "CU");

    private final Transactions transactions;
    private final Sql sql;
    private final Messages messages;
    private final Organizations organizations;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public ReminderTexts(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Messages messages,
            @Reference Organizations organizations,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.messages = messages;
        this.organizations = organizations;
    }

    /**
     * What a level says in a language. In the texts {@code {cliente}}, {@code {factura}}, {@code {importe}}, {@code
     * {vencimiento}}, {@code {dias}} and {@code {empresa}} are filled in.
     */
    public record Text(String language, String subject, String text) {}

    /**
     * A level.
     *
     * @param daysLate how long after the due date
     */
    public record Level(int daysLate, List<Text> texts) {
        public Level {
            texts = List.copyOf(texts);
        }
    }

    /** The levels, the first one first. */
    public List<Level> levels() {
        return transactions.required(() -> {
            List<Integer> days = days();
            List<Level> levels = new ArrayList<>();
            for (int i = 0; i < days.size(); i++) {
                int level = i + 1;
                levels.add(new Level(
                        days.get(i),
                        LANGUAGES.stream()
                                .map(language -> template(level, language))
                                .toList()));
            }
            return levels;
        });
    }

    /** How many days after the due date each level follows. */
    List<Integer> days() {
        List<Integer> own = sql.query(
                "select days_late from billing.reminder_level where organization_id = {org} order by level_no",
                row -> row.getInt(1));
        return own.isEmpty() ? DAYS : own;
    }

    /**
     * Replaces the levels and their texts.
     *
     * @throws ProblemException 422 unless there are 1 to 9, each later than the one before, with texts in all languages
     */
    public List<Level> set(List<Level> levels) {
        return transactions.required(() -> {
            Faults faults = new Faults();
            if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
                faults.add("levels", "billing.reminder.levels", Map.of("max", MOST_LEVELS));
            }
            int before = 0;
            for (int i = 0; i < levels.size(); i++) {
                Level level = levels.get(i);
                if (level.daysLate() <= before || level.daysLate() > 3_650) {
                    faults.add("levels[" + i + "].daysLate", "billing.reminder.days");
                }
                before = level.daysLate();
                for (int k = 0; k < level.texts().size(); k++) {
                    check(
                            faults,
                            "levels[" + i + "].texts[" + k + "].",
                            level.texts().get(k));
                }
            }
            faults.check();
            sql.update("delete from billing.reminder_level where organization_id = {org}");
            sql.update("delete from billing.reminder_text where organization_id = {org}");
            for (int i = 0; i < levels.size(); i++) {
                write(i + 1, levels.get(i));
            }
            return levels();
        });
    }

    private static void check(Faults faults, String at, Text text) {
        if (!LANGUAGES.contains(text.language())) {
            faults.add(at + "language", "billing.reminder.language", Map.of("allowed", String.join(", ", LANGUAGES)));
        }
        if (faults.text(at + "subject", text.subject(), MAX_SUBJECT) == null) {
            faults.add(at + "subject", "billing.text.missing");
        }
        if (faults.paragraph(at + "text", text.text(), MAX_TEXT) == null) {
            faults.add(at + "text", "billing.text.missing");
        }
    }

    private void write(int number, Level level) {
        sql.update(
                "insert into billing.reminder_level (organization_id, level_no, days_late) values ({org}, ?, ?)",
                number,
                level.daysLate());
        for (Text text : level.texts()) {
            if (!text.equals(shipped(number, text.language()))) {
                sql.update(
                        """
                        insert into billing.reminder_text (organization_id, level_no, lang, heading, message)
                        values ({org}, ?, ?, ?, ?)""",
                        number,
                        text.language(),
                        text.subject(),
                        text.text());
            }
        }
    }

    private Text template(int level, String language) {
        Optional<Text> own = sql.queryOne(
                """
                select heading, message from billing.reminder_text
                where organization_id = {org} and level_no = ? and lang = ?""",
                row -> new Text(language, row.getString("heading"), row.getString("message")),
                level,
                language);
        return own.orElseGet(() -> shipped(level, language));
    }

    private Text shipped(int level, String language) {
        Locale locale = Locale.forLanguageTag(language);
        String key = "billing.reminder." + Math.min(level, WRITTEN_LEVELS);
        return new Text(
                language,
                messages.text(locale, key + ".subject", Map.of()).orElseThrow(),
                messages.text(locale, key + ".text", Map.of()).orElseThrow());
    }

    /** The letter for an instalment. */
    Text letter(int level, OpenItem item) {
        Organization organization = organizations.current();
        String language = language(item.customerCountry(), organization);
        Text template = template(level, language);
        Locale locale = Locale.forLanguageTag(language.equals("es") ? "es-ES" : language);
        Map<String, String> words = Map.of(
                "{cliente}", item.customerName(),
                "{factura}", item.number(),
                "{importe}", money(locale, item.open(), item.currency()),
                "{vencimiento}", date(locale, item.dueDate()),
                "{dias}", String.valueOf(item.daysLate()),
                "{empresa}", organization.legalName());
        return new Text(language, filled(template.subject(), words), filled(template.text(), words));
    }

    private static String filled(String template, Map<String, String> words) {
        String text = template;
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        return text;
    }

    /** Spaniards and Argentines are written to in their Spanish, other countries that speak it in that of Spain. */
    private static String language(@Nullable String country, Organization organization) {
        String of = country == null ? organization.country() : country;
        if (of.equals("AR")) {
            return "es-AR";
        }
        return SPANISH.contains(of) ? "es" : "en";
    }

    private static String money(Locale locale, BigDecimal amount, String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(amount);
    }

    private static String date(Locale locale, LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }
}
