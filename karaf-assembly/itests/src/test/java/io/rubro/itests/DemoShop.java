package io.rubro.itests;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is invented about the two businesses of {@link DemoData}. */
enum DemoShop {
    SPAIN(
            "ES",
            Map.of(
                    "name", "Carnicería La Dehesa",
                    "legalName", "La Dehesa de Ana SL",
                    "taxId", "B12345674",
                    "country", "ES",
                    "currency", "EUR",
                    "timeZone", "Europe/Madrid",
                    "locale", "es-ES",
                    "address", "Calle Mayor 12, 41001 Sevilla"),
            List.of("Sevilla|41001", "Huelva|21001", "Cádiz|11001", "Córdoba|14001", "Málaga|29001"),
            List.of("Calle Real", "Avenida de la Constitución", "Plaza del Mercado", "Calle Sierpes", "Calle Feria"),
            "+34 6",
            List.of(
                    "Asador El Encinar SL|Restauración",
                    "Bar Los Faroles|Restauración",
                    "Catering Guadalquivir SL|Catering",
                    "Colegio San Isidoro|Educación",
                    "Comercial Ibérica de Alimentación SA|Distribución",
                    "Cooperativa Sierra Norte|Ganadería",
                    "Hotel Puerta de Jerez SA|Hostelería",
                    "Mesón La Muralla|Restauración",
                    "Peña Taurina La Giralda|Asociación",
                    "Residencia Las Azucenas SL|Sanidad",
                    "Restaurante Casa Vicente SL|Restauración",
                    "Supermercados del Aljarafe SA|Distribución",
                    "Taberna Coloniales SL|Restauración",
                    "Frío Industrial Macarena SL|Servicios",
                    "Embutidos Valle del Jerte SA|Alimentación",
                    "Transportes Hermanos Ruiz SL|Transporte",
                    "Envases y Bolsas Triana SL|Servicios",
                    "Club Náutico de Sevilla|Asociación",
                    "Hacienda El Olivar SL|Eventos",
                    "Gastrobar La Alameda SL|Restauración",
                    "Comedores Escolares del Sur SL|Catering",
                    "Panadería San Bernardo SL|Alimentación",
                    "Tapas y Brasas SL|Restauración",
                    "Mercado Gourmet Lonja SL|Distribución"),
            List.of(
                    "Lucía Fernández Romero",
                    "Manuel Ortega Díaz",
                    "Carmen Jiménez Soler",
                    "Javier Moreno Vega",
                    "Isabel Navarro Gil",
                    "Antonio Castro León",
                    "Rocío Herrera Campos",
                    "Francisco Molina Reyes",
                    "Pilar Serrano Cano",
                    "Diego Vargas Luna",
                    "Teresa Peña Márquez",
                    "Álvaro Santos Iglesias",
                    "Nuria Cabrera Rivas",
                    "Joaquín Prieto Sanz",
                    "Elena Núñez Ferrer",
                    "Íñigo Arana Echeverría"),
            List.of(
                    "Chuletón de vaca madurada (kg)|38.9000|10",
                    "Solomillo de ternera (kg)|34.5000|10",
                    "Secreto ibérico (kg)|19.9000|10",
                    "Cordero lechal, medio|62.0000|10",
                    "Pollo de corral (kg)|7.8000|10",
                    "Cesta de embutidos ibéricos|48.0000|10",
                    "Corte y envasado al vacío|0.9000|21",
                    "Reparto refrigerado|12.0000|21",
                    "Barbacoa para eventos, por persona|21.5000|10",
                    "Curso de corte de jamón|75.0000|21"),
            List.of(
                    "Lomo de ternera|17.90",
                    "Solomillo de ternera|34.50",
                    "Chuletón madurado|38.90",
                    "Secreto ibérico|19.90",
                    "Presa ibérica|22.50",
                    "Costillas de cerdo|7.60",
                    "Pechuga de pollo|8.20",
                    "Pollo de corral|7.80",
                    "Chuletas de cordero|16.40",
                    "Carne picada mixta|9.30",
                    "Chorizo criollo|11.20",
                    "Morcilla de arroz|8.90",
                    "Jamón cocido|13.50",
                    "Callos limpios|6.40")),
    ARGENTINA(
            "AR",
            Map.of(
                    "name", "Almacén El Ceibo",
                    "legalName", "El Ceibo de Martín SRL",
                    "taxId", "30-71234567-1",
                    "country", "AR",
                    "currency", "ARS",
                    "timeZone", "America/Argentina/Buenos_Aires",
                    "locale", "es-AR",
                    "address", "Av. Corrientes 3456, C1193 Buenos Aires"),
            List.of("Buenos Aires|1193", "Rosario|2000", "Córdoba|5000", "La Plata|1900"),
            List.of("Av. Rivadavia", "Av. San Martín", "Calle Belgrano", "Av. Santa Fe"),
            "+54 9 11 5",
            List.of(
                    "Parrilla Don Ernesto SRL|Gastronomía",
                    "Hotel Plaza Congreso SA|Hotelería",
                    "Frigorífico La Pampa SA|Alimentos",
                    "Distribuidora del Litoral SRL|Distribución",
                    "Club Atlético Barracas|Asociación",
                    "Rotisería La Porteña|Gastronomía",
                    "Bodegón El Obrero SRL|Gastronomía",
                    "Escuela Técnica N.º 12|Educación",
                    "Transportes Río Paraná SA|Transporte",
                    "Cooperativa Agrícola Pergamino|Ganadería"),
            List.of(
                    "Sofía Gómez",
                    "Matías Fernández",
                    "Valentina Rossi",
                    "Nicolás Pereyra",
                    "Julieta Acosta",
                    "Agustín Benítez"),
            List.of(
                    "Asado de tira (kg)|9800.0000|10.5",
                    "Vacío (kg)|11200.0000|10.5",
                    "Achuras surtidas (kg)|5400.0000|10.5",
                    "Provisión mensual de almacén|185000.0000|21",
                    "Flete refrigerado|24000.0000|21",
                    "Picada para doce personas|62000.0000|21"),
            List.of());

    /** ISO 3166 alpha-2. */
    final String country;
    /** As the REST API takes an organisation. */
    final Map<String, Object> organization;

    final List<String> cities;
    final List<String> streets;
    final String phone;
    /** Name and sector. */
    final List<String> companies;

    final List<String> people;
    /** Description, price and tax rate. */
    final List<String> goods;
    /** Name and price per kilogram of what is sold by weight. */
    final List<String> byWeight;

    DemoShop(
            String country,
            Map<String, Object> organization,
            List<String> cities,
            List<String> streets,
            String phone,
            List<String> companies,
            List<String> people,
            List<String> goods,
            List<String> byWeight) {
        this.country = country;
        this.organization = organization;
        this.cities = cities;
        this.streets = streets;
        this.phone = phone;
        this.companies = companies;
        this.people = people;
        this.goods = goods;
        this.byWeight = byWeight;
    }

    /** A tax identifier that passes its check, another one for each number. */
    String taxId(boolean company, int number) {
        if (this == SPAIN) {
            int id = 10_000_000 + number * 7919;
            return company ? entity("B9" + (100_000 + number * 37)) : id + dniLetter(id);
        }
        return cuit((company ? "30" : "20") + (20_000_000 + number * 7919), number);
    }

    private static String dniLetter(int id) {
        return String.valueOf("TRWAGMYFPDXBNJZSQVHLCKE".charAt(id % 23));
    }

    private static String entity(String start) {
        int sum = 0;
        for (int i = 1; i <= 7; i++) {
            int digit = start.charAt(i) - '0';
            int weighted = i % 2 == 1 ? 2 * digit : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return start + (10 - sum % 10) % 10;
    }

    private String cuit(String start, int number) {
        int[] weights = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (start.charAt(i) - '0');
        }
        int control = (11 - sum % 11) % 11;
        // a number that would need 10 is not given out
        return control == 10 ? cuit(start.substring(0, 2) + (50_000_000 + number * 7919), number) : start + control;
    }

    /** The address a name would have. */
    static String email(String name) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("[^a-z0-9 ]", "")
                .strip();
        return plain.replaceAll(" +", ".") + "@example.com";
    }
}
