package io.rubro.fiscal.verifactu.standin.internal;

/** Names of the service's XML. */
final class Ns {

    private static final String BASE =
            "https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/aplicaciones"
                    + "/es/aeat/tike/cont/ws/";

    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SUBMISSION = BASE + "SuministroLR.xsd";
    static final String RECORDS = BASE + "SuministroInformacion.xsd";
    static final String ANSWER = BASE + "RespuestaSuministro.xsd";
    static final String QUERY = BASE + "ConsultaLR.xsd";
    static final String QUERY_ANSWER = BASE + "RespuestaConsultaLR.xsd";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private Ns() {}
}
