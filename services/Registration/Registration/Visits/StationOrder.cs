namespace Clinic.Registration.Visits;

/// <summary>How a branch receives its clients: three outpatient departments (003), the clinic (001) and the dental clinic (004).</summary>
public enum ReceptionVariant
{
    V1,
    V2,
    V3,
    Clinic,
    Dental,
}

/// <summary>Where a client stops on the way through the branch.</summary>
public enum Station
{
    Door,
    EnquiryDesk,
    DutyRoom,
    FrontDesk,
    RegistrationDesk,
    TriageDesk,
    GuidanceDesk,
    WaitingArea,
    TreatmentRoom,
}

/// <summary>What is done at a station, and so passes it.</summary>
public enum StationAct
{
    Greeting,
    Enquiry,
    Registration,
    Triage,
    Guidance,
    Collection,
    Formalities,
}

/// <summary>One stop of the way.</summary>
public sealed record Stop(Station Station, StationAct Act);

/// <summary>
/// In which order a client passes the stations, by the way the branch receives (A-48; ). Whoever booked skips the
/// enquiry and the registration queue of the outpatient departments. Where a registration fee is due first, registering
/// is a stop before triage in every branch.
/// </summary>
public static class StationOrder
{
    static readonly Stop Door = new(Station.Door, StationAct.Greeting),
        Enquiry = new(Station.EnquiryDesk, StationAct.Enquiry),
        Advice = new(Station.DutyRoom, StationAct.Enquiry),
        Registering = new(Station.RegistrationDesk, StationAct.Registration),
        TriageDesk = new(Station.TriageDesk, StationAct.Triage),
        ChoiceOfDoctor = new(Station.GuidanceDesk, StationAct.Triage),
        Guiding = new(Station.GuidanceDesk, StationAct.Guidance),
        Room = new(Station.TreatmentRoom, StationAct.Collection),
        BackAtEnquiry = new(Station.EnquiryDesk, StationAct.Formalities),
        BackAtDesk = new(Station.FrontDesk, StationAct.Formalities);

    /// <summary>The way in one branch.</summary>
    internal static readonly Policy<Choice<ReceptionVariant>> Variant = new(
        "branch.receptionVariant",
        new(ReceptionVariant.Clinic),
        Choice<ReceptionVariant>.First,
        Choice<ReceptionVariant>.Last,
        "default, unconfirmed (A-48)"
    );

    /// <summary>The stops from the door to the formalities.</summary>
    public static IReadOnlyList<Stop> Of(ReceptionVariant variant, bool booked, bool feeDue)
    {
        Stop[] way = variant switch
        {
            ReceptionVariant.V1 => [Enquiry, Registering, ChoiceOfDoctor, Room, BackAtEnquiry],
            ReceptionVariant.V2 => [Enquiry, ChoiceOfDoctor, Registering, Room, BackAtEnquiry],
            ReceptionVariant.V3 => [Advice, TriageDesk, Registering, Guiding, Room, BackAtDesk],
            ReceptionVariant.Dental => [Door, TriageDesk, Guiding, Room, BackAtDesk],
            _ => [Door, new(Station.FrontDesk, StationAct.Triage), Room, BackAtDesk],
        };
        if (booked)
            way = [.. way.Where(stop => stop.Act is not (StationAct.Enquiry or StationAct.Registration))];
        if (!feeDue || way.Contains(Registering))
            return way;

        var triage = Array.FindIndex(way, stop => stop.Act == StationAct.Triage);
        return [.. way[..triage], Registering, .. way[triage..]];
    }
}
