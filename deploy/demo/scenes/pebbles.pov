// A bank of rounded river pebbles, shallow depth of field.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 4
  radiosity { count 35 error_bound 0.9 recursion_limit 1 nearest_count 5 pretrace_end 0.03 } }
camera { location <0,5.4,-7.6> right x*Aspect up y angle 40 look_at <0,0.3,0.6>
  aperture 0.22 focal_point <0,0.8,-0.3> blur_samples 20 variance 1/300 confidence 0.9 }
light_source { <-55,70,25> rgb <1,0.94,0.84>*1.55 area_light x*16,z*16,3,3 adaptive 1 jitter circular orient }
sky_sphere { pigment { gradient y color_map { [0 rgb <0.7,0.72,0.75>*0.65] [1 rgb <0.42,0.55,0.75>*0.7] } } }
#declare S = seed(4711);
#declare NP = 9; #declare Proto = array[NP];
#for (I,0,NP-1) #declare Proto[I] = StoneMesh(I+3,2+0.7*rand(S),RR(S,0.10,0.2),RR(S,0.8,1.3),14) #end
#macro Tint(C,V) (C*(0.8+0.45*V)) #end
#macro StoneTex()
  #local K = rand(S); #local V = rand(S);
  #if (K<0.28) #local A = <0.30,0.29,0.285>; #local B = <0.19,0.19,0.195>;
  #elseif (K<0.48) #local A = <0.44,0.37,0.29>; #local B = <0.28,0.21,0.15>;
  #elseif (K<0.62) #local A = <0.62,0.58,0.52>; #local B = <0.44,0.40,0.35>;
  #elseif (K<0.74) #local A = <0.36,0.19,0.13>; #local B = <0.24,0.12,0.09>;
  #elseif (K<0.88) #local A = <0.20,0.23,0.25>; #local B = <0.11,0.13,0.15>;
  #else #local A = <0.30,0.30,0.22>; #local B = <0.19,0.20,0.14>; #end
  #local A = Tint(A,V); #local B = Tint(B,V);
  texture {
    #local T = rand(S);
    #if (T<0.45)
      pigment { granite scale 0.8 color_map { [0 rgb B] [0.4 rgb A] [0.75 rgb A*1.15] [1 rgb B*0.6] } }
    #elseif (T<0.7)
      pigment { bozo turbulence 0.7 scale 0.16 color_map { [0 rgb B*0.7] [0.35 rgb A] [0.62 rgb A] [0.7 rgb A*1.5+0.08] [1 rgb B] } }
    #else
      pigment { gradient y turbulence 0.35 octaves 5 scale <1,0.55,1> rotate <rand(S)*90,0,rand(S)*90>
        color_map { [0 rgb A] [0.4 rgb B] [0.52 rgb A] [0.56 rgb A*1.4+0.14] [0.61 rgb A] [1 rgb B*1.15] } }
    #end
    normal { average normal_map { [1 granite 0.14 scale 0.35] [1 bumps 0.18 scale 0.05] } }
    finish { diffuse 0.8 specular 0.10 roughness 0.06 }
  }
  texture {
    pigment { granite scale 0.16 color_map { [0 rgbt <0.05,0.05,0.05,0.35>] [0.3 rgbt <0.2,0.2,0.2,1>] [0.66 rgbt <1,1,1,1>] [1 rgbt <0.9,0.88,0.82,0.25>] } }
    finish { diffuse 0.8 specular 0.08 roughness 0.05 }
  }
#end
#declare NS = 900;
#declare Px = array[NS]; #declare Pr = array[NS];
#for (I,0,NS-1)
  #declare R = 0.17+0.62*pow(rand(S),2.6);
  #declare Z = RR(S,-4.2,11); #declare X = RR(S,-1,1)*(3.6+(Z+4)*0.42);
  #declare Y = 0;
  #for (J,0,I-1)
    #declare DX = Px[J].x-X; #declare DZ = Px[J].z-Z; #declare RS = (R+Pr[J])*0.93;
    #if (abs(DX)<RS)
      #declare D2 = DX*DX+DZ*DZ;
      #if (D2<RS*RS) #declare Y = max(Y,Px[J].y+0.62*sqrt(RS*RS-D2)*0.9); #end
    #end
  #end
  #if (Y>1.7) #declare Y = -4; #end
  #declare Px[I] = <X,Y,Z>; #declare Pr[I] = R;
  object { Proto[int(rand(S)*NP)] StoneTex()
    scale <RR(S,0.92,1.25),RR(S,0.5,0.72),RR(S,0.85,1.05)>*R
    rotate <RR(S,-14,14),rand(S)*360,RR(S,-14,14)> translate <X,Y,Z> }
#end
plane { y,-0.25 pigment { granite scale 0.2 color_map { [0 rgb 0.04] [1 rgb <0.2,0.17,0.13>] } } normal { granite 0.8 scale 0.2 } }
