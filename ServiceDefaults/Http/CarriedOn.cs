namespace Clinic.ServiceDefaults;

/// <summary>Says that the body of a request is read by a proxy, which sends it on while the answer comes.</summary>
public static class CarriedOn
{
    /// <summary>From now on nobody else looks into the body while the answer begins.</summary>
    public static void Carry(HttpContext context) => context.Items[typeof(CarriedOn)] = true;
}
