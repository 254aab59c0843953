namespace Clinic.Registration.Visits;

/// <summary>Where the chart is.</summary>
public enum ChartPlace
{
    AtDesk,
    WithClient,
    WithGuide,
    WithDoctor,
    BackAtDesk,
    Archived,
}

/// <summary>In whose hands the chart is, from the check-in until it is put away (R-080, AC-10).</summary>
public sealed class ChartCustody
{
    public ChartPlace Place { get; private set; }
    public DateTimeOffset? ReturnedAt { get; private set; }
    public Guid? ReceivedBy { get; private set; }

    /// <summary>R-080: client or guide has the chart, so that the client cannot go.</summary>
    public bool IsOut => Place is ChartPlace.WithClient or ChartPlace.WithGuide;

    /// <summary>AC-10: the chart changes hands before the doctor has it.</summary>
    public Refusal? HandTo(VisitState state, ChartPlace to)
    {
        if (state.CheckUncollected() is { } refusal)
            return refusal;

        Place = to;
        return null;
    }

    /// <summary>It goes into the room with the client.</summary>
    public void GoToDoctor() => Place = ChartPlace.WithDoctor;

    /// <summary>R-080: the desk has the chart back.</summary>
    public Refusal? Receive(VisitState state, Guid by, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Treated, VisitState.PlanDeclined) is { } refusal)
            return refusal;

        (ReturnedAt, ReceivedBy, Place) = (now, by, ChartPlace.BackAtDesk);
        return null;
    }

    /// <summary>The chart is put away, once the visit is completed.</summary>
    public Refusal? Archive(VisitState state)
    {
        if (Place == ChartPlace.Archived)
            return null;
        if (state.CheckState(VisitState.Completed, VisitState.Farewelled) is { } refusal)
            return refusal;

        Place = ChartPlace.Archived;
        return null;
    }
}
