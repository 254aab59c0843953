namespace Clinic.Values;

/// <summary>What a person shows to say who they are.</summary>
public enum IdDocumentKind
{
    /// <summary>
    /// 居民身份證, and what has a number of the same form: the residence permit of people from Hong Kong, Macao and Taiwan, and the card of
    /// foreigners who live here for good.
    /// </summary>
    MainlandCard,

    /// <summary>中華民國國民身分證.</summary>
    TaiwanCard,

    /// <summary>居留證: the number of a resident of Taiwan who is no citizen, of the form of today or of before 2021.</summary>
    TaiwanResident,

    /// <summary>護照: of any country, which is named with it.</summary>
    Passport,

    /// <summary>港澳居民來往內地通行證.</summary>
    HongKongMacaoPermit,

    /// <summary>臺灣居民來往大陸通行證.</summary>
    TaiwanPermit,
}
